package io.crealia.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a caller puts into a personal or secret field, no byte of it is in a store's file or in a refusal. */
final class CanaryTest {
    private static final int ROUNDS = 1_000;
    private static final String CANARY = "QvKxPwZtMrNbHsGd";
    private static final String BUCKET = "crealia-test-incoming";

    @Test
    void requests_withCanaries_leaveNoneBehind(@TempDir Path directory) throws IOException {
        int refused;
        int stored;
        try (var cloud = EmbeddedCloud.start(
                CloudSettings.inDirectory(directory).only(Service.S3, Service.MONGO, Service.SQS, Service.ISSUER))) {
            cloud.createBucket(BUCKET);
            var handler = new UploadsApiHandler(environment(cloud));
            var token = cloud.issueToken(new TokenRequest(CANARY + "@example.org", "acme",
                    List.of("uploads:read", "uploads:write"), Duration.ofHours(1)));
            refused = 0;
            stored = 0;
            for (int i = 0; i < ROUNDS; i++) {
                for (var call : calls(token, i)) {
                    var answer = call.call(handler);
                    if (answer.status() >= 400) {
                        refused++;
                        assertThat(answer.raw().toString()).doesNotContain(CANARY);
                    } else {
                        stored++;
                    }
                    assertThat(answer.status()).isLessThan(500);
                }
            }
        }

        assertThat(stored).isGreaterThanOrEqualTo(4 * ROUNDS);
        assertThat(refused).isGreaterThanOrEqualTo(5 * ROUNDS);
        assertThat(found(directory)).isEmpty();
    }

    /** The scan sees what it shall not find. */
    @Test
    void scan_eachForm_isFound(@TempDir Path directory) throws IOException {
        for (var form : forms()) {
            var file = directory.resolve("store");
            Files.write(file, ("before" + new String(form, StandardCharsets.ISO_8859_1) + "after")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(found(directory)).isNotEmpty();
        }
        for (int shift = 0; shift < 3; shift++) {
            Files.writeString(directory.resolve("store"), Base64.getEncoder()
                    .encodeToString(("x".repeat(shift) + CANARY + "yz").getBytes(StandardCharsets.UTF_8)));
            assertThat(found(directory)).isNotEmpty();
        }
    }

    private static List<ApiCall> calls(String token, int round) {
        var key = CANARY + "-" + round;
        var start = start(round);
        return List.of(upload(token).header("Idempotency-Key", key).header("X-Correlation-Id", CANARY).json(start),
                upload(token).header("Idempotency-Key", key).header("X-Agent", CANARY).json(start),
                upload(token).json(start(-round - 1)), upload(token).header("Idempotency-Key", key).json(start(-1)),
                upload(token).json(start(round).put("unknown", CANARY)),
                upload(token).json(start(round).put("content_type", CANARY)),
                upload(CANARY + "." + CANARY + "." + CANARY).json(start),
                ApiCall.of("GET", "/v1/uploads/{upload_id}").path("upload_id", CANARY).as(token),
                ApiCall.of("DELETE", "/v1/uploads/{upload_id}").path("upload_id", CANARY).as(token),
                ApiCall.of("GET", "/v1/uploads").query("cursor", CANARY).as(token),
                ApiCall.of("GET", "/v1/uploads").query("limit", "1").as(token));
    }

    private static ApiCall upload(String token) {
        return ApiCall.of("POST", "/v1/uploads").as(token);
    }

    private static ObjectNode start(int round) {
        return Json.object().put("filename", CANARY + round + ".mp4").put("content_type", "video/mp4")
                .put("size_bytes", 1000).put("checksum_sha256", "A".repeat(43) + "=")
                .put("template", "auto-reels").put("script", "Hello " + CANARY);
    }

    private static List<String> found(Path directory) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (var form : forms()) {
                    if (text.contains(new String(form, StandardCharsets.ISO_8859_1))) {
                        found.add(directory.relativize(file) + ": " + new String(form, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return found;
    }

    /** Plain, UTF-16, hex, and base64 at each of its three alignments. */
    private static List<byte[]> forms() {
        var plain = CANARY.getBytes(StandardCharsets.UTF_8);
        var forms = new ArrayList<>(List.of(plain, CANARY.getBytes(StandardCharsets.UTF_16LE),
                CANARY.getBytes(StandardCharsets.UTF_16BE), ascii(HexFormat.of().formatHex(plain)),
                ascii(HexFormat.of().withUpperCase().formatHex(plain))));
        for (int shift = 0; shift < 3; shift++) {
            var cut = CANARY.substring((3 - shift) % 3);
            cut = cut.substring(0, cut.length() / 3 * 3);
            forms.add(ascii(Base64.getEncoder().encodeToString(cut.getBytes(StandardCharsets.UTF_8))));
        }
        return forms;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> environment(EmbeddedCloud cloud) {
        var at = cloud.endpoints();
        return Map.ofEntries(Map.entry("AWS_REGION", at.region()), Map.entry("AWS_ACCESS_KEY_ID", at.accessKeyId()),
                Map.entry("AWS_SECRET_ACCESS_KEY", at.secretAccessKey()),
                Map.entry("AWS_ENDPOINT_URL_S3", at.s3().toString()),
                Map.entry("CREALIA_MONGO_URI", at.mongoUri().toString()),
                Map.entry("CREALIA_REDIS_URI", "redis://127.0.0.1:1"),
                Map.entry("CREALIA_PRIVACY_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                Map.entry("CREALIA_AUTH_ISSUER", at.issuer().toString()),
                Map.entry("CREALIA_AUTH_AUDIENCE", "crealia"),
                Map.entry("CREALIA_AUTH_JWKS_URI", at.jwksUri().toString()),
                Map.entry("CREALIA_LIMIT_WRITE", "100000/100000"), Map.entry("CREALIA_LIMIT_READ", "100000/100000"),
                Map.entry("CREALIA_LIMIT_LIST", "100000/100000"), Map.entry("CREALIA_LIMIT_CREATE", "100000/100000"),
                Map.entry("CREALIA_QUOTA_DAILY_UPLOADS", "1000000"),
                Map.entry("CREALIA_INCOMING_BUCKET", BUCKET), Map.entry("CREALIA_MEDIA_BUCKET", BUCKET));
    }
}
