package io.crealia.uploads;

import static io.crealia.testkit.TestTokens.token;
import static io.crealia.uploads.fake.Samples.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.UploadId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.TestTokens;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.fake.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadsApiTest {
    private static final String ALL = "/v1/uploads";
    private static final String ONE = ALL + "/{upload_id}";
    private static final String PARTS = ONE + "/parts";
    private static final String COMPLETE = ONE + "/complete";
    private static final byte[] SMALL = Samples.mp4(1000, 1);
    private static final byte[] LARGE = Samples.mp4((int) (12 * MIB), 1);
    private final Bench bench = new Bench();
    private final HttpEdge edge = new HttpEdge(api().routes(), new TestTokens(),
            new Idempotency(new InMemoryIdempotencyStore(), bench.clock));

    private UploadsApi api() {
        var config = new UploadsConfig(Bench.INCOMING, Bench.MEDIA, 100 * MIB, MIB, 5 * MIB, Duration.ofMinutes(15),
                Duration.ofHours(24), Duration.ofHours(24));
        return new UploadsApi(bench.uploads, bench.start, bench.find, bench.sign, bench.list, bench.complete,
                bench.cancel,
                new UploadRequests(config));
    }

    @Test
    void start_smallFile_answersAPut() {
        var answer = start(body(SMALL));

        var json = answer.json();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).contains("/v1/uploads/" + json.path("id").asText());
        assertThat(json.path("id").asText()).startsWith("upl_");
        assertThat(json.path("asset_id").asText()).startsWith("ast_");
        assertThat(json.path("state").asText()).isEqualTo("waiting");
        assertThat(json.path("filename").asText()).isEqualTo(Samples.ODD_NAME);
        assertThat(json.path("method").asText()).isEqualTo("put");
        assertThat(json.path("put").path("headers").path("content-length").asText()).isEqualTo("1000");
        assertThat(json.path("put").path("expires_at").asText()).isEqualTo("2026-03-01T12:15:00Z");
        assertThat(json.path("created_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.path("expires_at").asText()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(json.has("multipart")).isFalse();
    }

    @Test
    void start_largeFile_answersParts() {
        var json = start(body(LARGE)).json();

        assertThat(json.path("method").asText()).isEqualTo("multipart");
        assertThat(Json.text(json.path("multipart")))
                .isEqualTo("{\"part_size_bytes\":5242880,\"part_count\":3,\"max_parts_per_request\":100}");
        assertThat(json.has("put")).isFalse();
    }

    @Test
    void start_repeatedWithTheSameKey_isIdentical() {
        var first = call("POST", ALL).header("Idempotency-Key", "k").json(body(SMALL)).send(edge::handle);
        bench.clock.advance(Duration.ofHours(3));
        var again = call("POST", ALL).header("Idempotency-Key", "k").json(body(SMALL)).send(edge::handle);

        assertThat(again.raw()).isEqualTo(first.raw());
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void start_sameKeyOtherBody_isAMismatch() {
        call("POST", ALL).header("Idempotency-Key", "k").json(body(SMALL)).send(edge::handle);

        var other = call("POST", ALL).header("Idempotency-Key", "k").json(body(SMALL).put("filename", "b.mp4"))
                .send(edge::handle);

        assertProblem(other, 422, "idempotency.mismatch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"filename|\"\"|format", "filename|null|required", "filename|7|type",
            "filename|\"a\\nb\"|format", "filename|\"a\\u0000b\"|format",
            "content_type|\"text/html\"|format", "content_type|\"image/png\"|format",
            "content_type|\"video/mp4\\r\\nx: y\"|format", "content_type|\"video/mp4; codecs=x\"|format",
            "size_bytes|0|range", "size_bytes|-1|range", "size_bytes|104857601|range", "size_bytes|1.5|type",
            "size_bytes|\"9\"|type", "checksum_sha256|\"abc\"|format", "checksum_sha256|null|required",
            "key|\"x\"|unknown",
            "asset_id|\"ast_1\"|unknown", "template|\"all\"|unknown", "template|7|type", "preset|\"loud\"|unknown",
            "language|\"english\"|format", "language|\"en_US\"|format", "script|\"\"|format",
            "script|\" \\n\"|format", "script|7|type"})
    void start_faultyField_isNamedAndNothingIsStored(String field, String value, String code) {
        var answer = start((ObjectNode) body(SMALL).set(field, Json.parse(value)));

        assertProblem(answer, 422, "request.invalid");
        assertThat(answer.json().path("errors")).singleElement().satisfies(error -> {
            assertThat(error.path("pointer").asText()).isEqualTo("/" + field);
            assertThat(error.path("code").asText()).isEqualTo(code);
        });
        assertThat(bench.uploads.size()).isZero();
    }

    @Test
    void start_withChoice_keepsItAndAnswersTheSame() {
        var body = body(SMALL).put("template", "auto-reels").put("preset", "storytelling").put("language", "pt-BR")
                .put("script", "Era uma vez.\nFim.");

        var json = start(body).json();

        assertThat(json.has("script")).isFalse();
        var upload = bench.uploads.find(Samples.ACME, new UploadId(json.path("id").asText())).orElseThrow().upload();
        assertThat(upload.session().choice()).isEqualTo(new RunChoice("auto-reels", "storytelling",
                Optional.of("pt-BR"), Optional.of("Era uma vez.\nFim.")));
    }

    @Test
    void start_scriptOfMoreThanTheLimit_isRefused() {
        var answer = start(body(SMALL).put("script", "x".repeat(RunChoice.MAX_SCRIPT + 1)));

        assertProblem(answer, 422, "request.invalid");
        assertThat(answer.json().path("errors").path(0).path("pointer").asText()).isEqualTo("/script");
    }

    @Test
    void start_halfASurrogatePair_isRefused() {
        var body = Json.text(body(SMALL).put("filename", "HALF")).replace("HALF", "\\ud800");

        var answer = call("POST", ALL).header("Content-Type", "application/json").body(body).send(edge::handle);

        assertProblem(answer, 422, "request.invalid");
    }

    @Test
    void start_longestAndOddNames_areGivenBackAsTheyWere() {
        for (var name : List.of("x".repeat(255), "../../etc/passwd", "-rf", "é", "e\u0301", "\u202egpj.mp4",
                "𝔘.mov")) {
            assertThat(start(body(SMALL).put("filename", name)).json().path("filename").asText()).isEqualTo(name);
        }
        assertProblem(start(body(SMALL).put("filename", "x".repeat(256))), 422, "request.invalid");
    }

    @Test
    void get_ownUpload_showsItWithoutUrl() {
        var id = start(body(SMALL)).json().path("id").asText();

        var json = call("GET", ONE).path("upload_id", id).send(edge::handle).json();

        assertThat(json.path("id").asText()).isEqualTo(id);
        assertThat(json.has("put")).isFalse();
        assertThat(json.has("reason")).isFalse();
    }

    @Test
    void get_rejectedUpload_tellsTheReason() {
        var text = "x".repeat(50).getBytes(StandardCharsets.UTF_8);
        var session = bench.announce(text);
        bench.buckets.put(session.incomingKey(), text);
        bench.accept.execute(Samples.ACME, session.id());

        var json = call("GET", ONE).path("upload_id", session.id().value()).send(edge::handle).json();

        assertThat(json.path("state").asText()).isEqualTo("errored");
        assertThat(json.path("reason").path("code").asText()).isEqualTo("upload.not_media");
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/uploads/{upload_id}", "DELETE,/v1/uploads/{upload_id}", "GET,/v1/uploads/{upload_id}/parts",
            "POST,/v1/uploads/{upload_id}/parts", "POST,/v1/uploads/{upload_id}/complete"})
    void anyRoute_foreignMissingOrMalformedId_answersTheSame(String method, String resource) {
        var id = start(body(LARGE)).json().path("id").asText();
        var body = resource.endsWith("parts") ? parts(1) : Json.object();

        var foreign = ApiCall.of(method, resource).as(token("other", "uploads:read", "uploads:write"))
                .path("upload_id", id).json(body).send(edge::handle);
        var missing = call(method, resource).path("upload_id", Samples.uploadId(99).value()).json(body)
                .send(edge::handle);
        var malformed = call(method, resource).path("upload_id", "upl_../x").json(body).send(edge::handle);

        assertProblem(foreign, 404, "resource.not_found");
        assertThat(missing.raw()).isEqualTo(foreign.raw());
        assertThat(malformed.raw()).isEqualTo(foreign.raw());
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/uploads,uploads:read", "GET,/v1/uploads/{upload_id},uploads:write",
            "DELETE,/v1/uploads/{upload_id},uploads:read", "GET,/v1/uploads/{upload_id}/parts,uploads:write",
            "POST,/v1/uploads/{upload_id}/parts,uploads:read", "POST,/v1/uploads/{upload_id}/complete,uploads:read"})
    void anyRoute_withoutItsScope_isForbidden(String method, String resource, String scope) {
        assertProblem(ApiCall.of(method, resource).as(token("acme", scope)).send(edge::handle), 403, "auth.forbidden");
        assertProblem(ApiCall.of(method, resource).send(edge::handle), 401, "auth.unauthenticated");
    }

    @Test
    void parts_wholeWay_endsInProcessing() {
        var id = start(body(LARGE)).json().path("id").asText();

        var signed = call("POST", PARTS).path("upload_id", id).json(parts(1, 3)).send(edge::handle).json();
        assertThat(signed.path("parts")).hasSize(2);
        assertThat(signed.at("/parts/1/part_number").asInt()).isEqualTo(3);
        assertThat(signed.at("/parts/1/size_bytes").asLong()).isEqualTo(2 * MIB);
        assertThat(signed.at("/parts/1/url").asText()).contains("partNumber=3");
        assertThat(signed.at("/parts/1/headers/x-amz-checksum-sha256").isTextual()).isTrue();
        assertThat(signed.at("/parts/1/expires_at").asText()).isEqualTo("2026-03-01T12:15:00Z");
        assertThat(state(id)).isEqualTo("uploading");

        send(id, 1);
        send(id, 2);
        assertProblem(complete(id, Json.object()), 409, "upload.parts_incomplete");
        send(id, 3);
        var listed = call("GET", PARTS).path("upload_id", id).send(edge::handle).json();
        assertThat(listed.path("parts")).hasSize(3);

        var receipts = Json.object();
        listed.path("parts").forEach(part -> receipts.withArray("parts").addObject()
                .put("part_number", part.path("part_number").asInt())
                .put("etag", '"' + part.path("etag").asText() + '"'));
        var done = complete(id, receipts);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().path("state").asText()).isEqualTo("processing");
        assertThat(complete(id, Json.object()).json()).isEqualTo(done.json());
        assertProblem(call("DELETE", ONE).path("upload_id", id).send(edge::handle), 409, "upload.closed");
        assertProblem(call("POST", PARTS).path("upload_id", id).json(parts(1)).send(edge::handle), 409,
                "upload.closed");
    }

    @Test
    void sign_impossibleParts_namesThem() {
        var id = start(body(LARGE)).json().path("id").asText();
        var body = parts(1, 4, 2);
        ((ObjectNode) body.at("/parts/2")).put("size_bytes", 7);

        var answer = call("POST", PARTS).path("upload_id", id).json(body).send(edge::handle);

        assertProblem(answer, 422, "request.invalid");
        assertThat(answer.json().path("errors")).extracting(error -> error.path("pointer").asText())
                .containsExactly("/parts/1/part_number", "/parts/2/size_bytes");
    }

    @Test
    void sign_noneTooManyOrWithoutChecksum_isRefused() {
        var id = start(body(LARGE)).json().path("id").asText();
        var without = parts(1);
        ((ObjectNode) without.at("/parts/0")).remove("checksum_sha256");

        for (var body : List.of(parts(), parts(IntStream.rangeClosed(1, 101).toArray()), Json.object(), without)) {
            assertProblem(call("POST", PARTS).path("upload_id", id).json(body).send(edge::handle), 422,
                    "request.invalid");
        }
    }

    @Test
    void parts_ofASinglePut_areRefused() {
        var id = start(body(SMALL)).json().path("id").asText();

        assertProblem(call("POST", PARTS).path("upload_id", id).json(parts(1)).send(edge::handle), 409,
                "upload.not_multipart");
        assertProblem(call("GET", PARTS).path("upload_id", id).send(edge::handle), 409, "upload.not_multipart");
        assertProblem(complete(id, Json.object()), 409, "upload.not_multipart");
    }

    @Test
    void cancel_twice_isDoneOnce() {
        var id = start(body(LARGE)).json().path("id").asText();

        assertThat(call("DELETE", ONE).path("upload_id", id).send(edge::handle).status()).isEqualTo(204);
        assertThat(call("DELETE", ONE).path("upload_id", id).send(edge::handle).status()).isEqualTo(204);
        assertThat(state(id)).isEqualTo("cancelled");
        assertProblem(complete(id, Json.object()), 409, "upload.closed");
    }

    @Test
    void list_pageAfterPage_isTheTenantsOwnNewestFirst() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(start(body(SMALL).put("filename", i + ".mp4")).json().path("id").asText());
        }
        var first = call("GET", ALL).query("limit", "2").send(edge::handle);
        var second = call("GET", ALL).query("limit", "2")
                .query("cursor", first.json().path("next_cursor").asText()).send(edge::handle);

        assertThat(first.json().path("data").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
        assertThat(second.json().path("data").findValuesAsText("id")).isEqualTo(ids.subList(2, 3));
        assertThat(second.json().path("next_cursor").isNull()).isTrue();
        assertThat(first.json().path("data").path(0)).isEqualTo(
                call("GET", ONE).path("upload_id", ids.getFirst()).send(edge::handle).json());
        assertThat(first.text()).as("no address that was signed").doesNotContain("url");
        var other = ApiCall.of("GET", ALL).as(token("rival", "uploads:read")).send(edge::handle);
        assertThat(other.text()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertProblem(call("GET", ALL).query("cursor", "x").send(edge::handle), 422, "request.invalid");
    }

    private Answer start(ObjectNode body) {
        return call("POST", ALL).json(body).send(edge::handle);
    }

    private Answer complete(String id, JsonNode body) {
        return call("POST", COMPLETE).path("upload_id", id).json(body).send(edge::handle);
    }

    private String state(String id) {
        return call("GET", ONE).path("upload_id", id).send(edge::handle).json().path("state").asText();
    }

    private void send(String id, int number) {
        var from = (number - 1) * (int) (5 * MIB);
        var upload = bench.uploads.find(Samples.ACME, new UploadId(id)).orElseThrow().upload();
        bench.buckets.putPart(bench.storeUploadId(upload.session()), number,
                Arrays.copyOfRange(LARGE, from, Math.min(from + (int) (5 * MIB), LARGE.length)));
    }

    private static ApiCall call(String method, String resource) {
        return ApiCall.of(method, resource).as(token("acme", "uploads:read", "uploads:write"));
    }

    private static ObjectNode body(byte[] content) {
        var body = Json.object().put("filename", Samples.ODD_NAME).put("content_type", "video/mp4").put("size_bytes",
                content.length);
        return content == SMALL ? body.put("checksum_sha256", InMemoryBuckets.sha256(content).base64()) : body;
    }

    private static ObjectNode parts(int... numbers) {
        var body = Json.object();
        var list = body.putArray("parts");
        for (var number : numbers) {
            list.addObject().put("part_number", number).put("checksum_sha256",
                    InMemoryBuckets.sha256(new byte[0]).base64());
        }
        return body;
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
    }
}
