package io.crealia.platform.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SqsBatchEdgeTest {
    private final SqsBatchEdge edge = new SqsBatchEdge();

    @Test
    void handle_someRecordsFail_reportsExactlyThose() throws IOException {
        var seen = new ArrayList<String>();

        var answer = handle(records("a", "bad", "b", "bad", "c"), body -> {
            seen.add(body);
            if (body.equals("bad")) {
                throw new IllegalStateException("poison");
            }
        });

        assertThat(seen).containsExactly("a", "bad", "b", "bad", "c");
        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m3\"}]}");
    }

    @Test
    void handle_allWell_reportsNone() throws IOException {
        assertThat(handle(records("a"), body -> {})).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(handle(records(), body -> {})).isEqualTo("{\"batchItemFailures\":[]}");
    }

    /** An empty list would mean that all went well, so a batch that cannot be read must fail as a whole. */
    @Test
    void handle_eventThatIsNoJson_failsTheBatch() {
        assertThatThrownBy(() -> handle("no json", body -> {})).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void handle_eventWithoutRecords_failsTheBatch() {
        for (var event : List.of("{}", "[]", "null", "{\"Records\":1}", "{\"Records\":[{\"body\":\"x\"}]}")) {
            assertThatThrownBy(() -> handle(event, body -> {})).as(event).isInstanceOf(RuntimeException.class);
        }
    }

    /** Lines about a body that nobody understands belong to their asset's story too. */
    @Test
    void handle_correlationAttribute_isOnTheLinesOfItsRecordOnly() throws IOException {
        var batch = (ObjectNode) Json.parse(records("a", "b", "c"));
        attribute(batch, 0, "5f1c2a34-6d0e-4a55-9a3c-2f9d1b7e8c01");
        attribute(batch, 1, "a text of somebody\n");
        var seen = new ArrayList<Optional<String>>();

        handle(Json.text(batch), _ -> seen.add(Log.current(LogField.CORRELATION_ID)));

        assertThat(seen).containsExactly(Optional.of("5f1c2a34-6d0e-4a55-9a3c-2f9d1b7e8c01"), Optional.empty(),
                Optional.empty());
        assertThat(Log.current(LogField.CORRELATION_ID)).isEmpty();
    }

    private static void attribute(ObjectNode batch, int record, String value) {
        ((ObjectNode) batch.path("Records").path(record)).putObject("messageAttributes").putObject("correlation_id")
                .put("stringValue", value).put("dataType", "String");
    }

    @Test
    void carried_workOfAnotherThread_hasTheSameFields() throws Exception {
        try (var _ = Log.with(LogField.CORRELATION_ID.of("c-1"))) {
            var seen = new FutureTask<>(Log.carried(() -> Log.current(LogField.CORRELATION_ID)));
            Thread.ofVirtual().start(seen);

            assertThat(seen.get()).contains("c-1");
        }
    }

    @Test
    void handleFacts_unknownFact_failsItsRecordOnly() throws IOException {
        var token = new StepToken(new RunId("wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC"), Step.PROBE, 1);
        var fact = new Fact.StepCancelled(new Fact.Header("evt_1", Instant.EPOCH, new TenantId("acme"),
                new AssetId("ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC"), "c"), token);
        var text = FactCodec.encode(fact);
        var seen = new ArrayList<Fact>();
        var out = new ByteArrayOutputStream();

        edge.handleFacts(new ByteArrayInputStream(
                records(text, text.replace("StepCancelled", "Later"), "{", text).getBytes(StandardCharsets.UTF_8)), out,
                new TestContext("test"), seen::add);

        assertThat(seen).containsExactly(fact, fact);
        assertThat(Json.parse(out.toByteArray()).path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly("m1", "m2");
    }

    private String handle(String event, Consumer<String> consumer) throws IOException {
        var out = new ByteArrayOutputStream();
        edge.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext("test"),
                consumer);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String records(String... bodies) {
        var event = Json.object();
        var records = event.putArray("Records");
        for (int i = 0; i < bodies.length; i++) {
            records.addObject().put("messageId", "m" + i).put("body", bodies[i]);
        }
        return Json.text(event);
    }
}
