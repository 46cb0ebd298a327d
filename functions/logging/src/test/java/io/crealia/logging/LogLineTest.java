package io.crealia.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    /** Written by Powertools 2.9.0 with its Log4j layout, from which this form comes. */
    private static final String POWERTOOLS = """
            {"level":"WARN","message":"a run moved on","cold_start":true,"function_arn":"arn:aws:lambda:eu-central-1:000000000000:function:crealia-local-workflow-on-fact","function_memory_size":1024,"function_name":"crealia-local-workflow-on-fact","function_request_id":"65bdedff-cb9c-4da9-b1be-eba4f2ceea7b","function_version":"1","service":"crealia","timestamp":"2026-11-28T13:44:21.888Z","xray_trace_id":"1-00000000-000000000000000000000000","correlation_id":"5f1c2a34-6d0e-4a55-9a3c-2f9d1b7e8c01","asset_id":"ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC","fact_type":"AssetDeleting","tenant_id":"acme"}""";

    @Test
    void json_ofAnInvocation_isTheLineThatPowertoolsWrites() {
        var fields = Map.ofEntries(Map.entry("cold_start", "true"),
                Map.entry("function_arn",
                        "arn:aws:lambda:eu-central-1:000000000000:function:crealia-local-workflow-on-fact"),
                Map.entry("function_memory_size", "1024"),
                Map.entry("function_name", "crealia-local-workflow-on-fact"),
                Map.entry("function_request_id", "65bdedff-cb9c-4da9-b1be-eba4f2ceea7b"),
                Map.entry("function_version", "1"), Map.entry("service", "crealia"),
                Map.entry("xray_trace_id", "1-00000000-000000000000000000000000"),
                Map.entry("correlation_id", "5f1c2a34-6d0e-4a55-9a3c-2f9d1b7e8c01"),
                Map.entry("tenant_id", "acme"), Map.entry("fact_type", "AssetDeleting"),
                Map.entry("asset_id", "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC"));

        assertThat(new LogLine(Instant.parse("2026-11-28T13:44:21.888Z"), "WARN", "a run moved on", null, fields)
                .json()).isEqualTo(POWERTOOLS);
    }

    @Test
    void json_outsideOfAnInvocation_hasItsFieldsAsNull() {
        assertThat(new LogLine(NOON, "INFO", "rehearsed", null, Map.of()).json()).isEqualTo("""
                {"level":"INFO","message":"rehearsed","function_arn":null,"function_name":null,\
                "function_request_id":null,"function_version":null,"service":null,\
                "timestamp":"2026-11-28T12:00:00.000Z"}""");
    }

    @Test
    void json_ofAFailure_namesItWithItsStackAndCauses() {
        var failure = new IllegalStateException("of \"a\" kind", new IllegalArgumentException("the cause"));

        assertThat(new LogLine(NOON, "ERROR", "failed", failure, Map.of()).json())
                .contains("\"message\":\"failed\",\"error\":{\"message\":\"of \\\"a\\\" kind\","
                        + "\"name\":\"java.lang.IllegalStateException\",\"stack\":\"java.lang.IllegalStateException: of")
                .contains("\\n\\tat io.crealia.logging.LogLineTest.")
                .contains("\\nCaused by: java.lang.IllegalArgumentException: the cause\\n").doesNotContain("\n");
    }

    @Test
    void json_textsThatCouldEndTheLineOrTheObject_areEscaped() {
        assertThat(new LogLine(NOON, "INFO", "a\"b\\c\nd\u0000e", null, Map.of("key", "\r{}")).json())
                .contains("\"message\":\"a\\\"b\\\\c\\nd\\u0000e\"").contains("\"key\":\"\\r{}\"");
    }

    @Test
    void json_aTextBeyondTheLimit_isCutOff() {
        assertThat(new LogLine(NOON, "INFO", "x".repeat(LogLine.LONGEST + 1), null, Map.of()).json())
                .contains("\"message\":\"" + "x".repeat(LogLine.LONGEST) + "…\"");
    }
}
