package io.crealia.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The function as deployed, with the payloads of {@code events/}. No store is there, and none is needed. */
final class DocsFunctionTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)>");
    private static final Set<String> VOID = Set.of("meta");
    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_REGION", "eu-central-1", "CREALIA_MONGO_URI",
            "mongodb://127.0.0.1:1", "CREALIA_REDIS_URI", "redis://127.0.0.1:1");

    private final DocsApiHandler function = new DocsApiHandler(ENVIRONMENT);

    @Test
    void openapi_isTheFileOfTheRepository() throws IOException {
        var answer = call("openapi", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.bytes()).isEqualTo(Files.readAllBytes(Path.of(System.getProperty("crealia.root"),
                "functions/operations/src/main/resources/io/crealia/operations/openapi.json")));
        assertThat(answer.json().path("openapi").asText()).startsWith("3.1");
    }

    @Test
    void openapi_known_isNotSentAgain() throws IOException {
        var tag = call("openapi", "").header("ETag").orElseThrow();

        for (var known : new String[]{tag, "W/" + tag, "\"x\", " + tag}) {
            var again = call("openapi", known);
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.bytes()).isEmpty();
            assertThat(again.header("ETag")).contains(tag);
        }
        assertThat(call("page", tag).status()).isEqualTo(304);
        assertThat(call("openapi", "\"x\"").status()).isEqualTo(200);
    }

    @Test
    void page_namesEveryOperationParameterAndCode() throws IOException {
        var page = call("page", "").text();
        var document = call("openapi", "").json();

        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            assertThat(page).contains("id=\"" + method.getValue().path("operationId").asText() + "\"")
                    .contains("<code>" + method.getKey().toUpperCase() + " " + path.getKey() + "</code>");
            method.getValue().path("x-problem-codes")
                    .forEach(code -> assertThat(page).contains("<code>" + code.asText() + "</code>"));
        }));
        document.path("components").path("schemas").fieldNames()
                .forEachRemaining(name -> assertThat(page).contains("id=\"schema-" + name + "\""));
    }

    /** Elements nest, and nothing that looks like markup is left over: the document's own texts hold some. */
    @Test
    void page_isWellFormed() throws IOException {
        var page = call("page", "").text().replaceFirst("<!doctype html>", "");
        var open = new ArrayDeque<String>();
        var matcher = TAG.matcher(page);
        var rest = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(rest, "");
            if (matcher.group(1).isEmpty() && !VOID.contains(matcher.group(2))) {
                open.push(matcher.group(2));
            } else if (!matcher.group(1).isEmpty()) {
                assertThat(open.pop()).isEqualTo(matcher.group(2));
            }
        }
        matcher.appendTail(rest);
        assertThat(open).isEmpty();
        assertThat(rest.toString()).doesNotContain("<").doesNotContain(">");
    }

    @Test
    void page_loadsAndRunsNothing() throws Exception {
        var answer = call("page", "");
        var policy = answer.header("Content-Security-Policy").orElseThrow();
        var style = answer.text().split("<style>")[1].split("</style>")[0];
        var digest = Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(policy).isEqualTo("default-src 'none'; style-src 'sha256-" + digest
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(answer.text()).doesNotContainIgnoringCase("<script").doesNotContain("src=").doesNotContain("url(")
                .doesNotContainPattern("href=\"(?!#|openapi\\.json)").doesNotContainPattern(" style=| on[a-z]+=");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void handler_underSnapStart_rehearses() throws IOException {
        var environment = new java.util.HashMap<>(ENVIRONMENT);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

        assertThat(call(new DocsApiHandler(environment), "page", "").status()).isEqualTo(200);
    }

    private Answer call(String event, String known) throws IOException {
        return call(function, event, known);
    }

    private static Answer call(DocsApiHandler function, String event, String known) throws IOException {
        var payload = (ObjectNode) Json.parse(Files.readAllBytes(
                Path.of(System.getProperty("crealia.root"), "events/docs-api", event + ".json")));
        if (!known.isEmpty()) {
            ((ObjectNode) payload.get("headers")).put("If-None-Match", known);
        }
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(payload)), out, new TestContext("docs-api"));
        return new Answer(Json.parse(out.toByteArray()));
    }
}
