package io.crealia.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.config.Environment;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/** What is signed holds, and what differs from it is refused, by a server that checks signatures. */
final class S3SignerTest {
    private static final String BUCKET = "crealia-local-incoming";
    private static final byte[] CONTENT = "twelve bytes".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static EmbeddedCloud cloud;
    private static AwsClients clients;
    private static S3Signer signer;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3));
        cloud.createBucket(BUCKET);
        clients = new AwsClients(settings(cloud.endpoints().s3().toString()));
        signer = new S3Signer(clients.settings());
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static AwsSettings settings(String endpoint) {
        return AwsSettings.of(new Environment(Map.of("AWS_REGION", cloud.endpoints().region(), "AWS_ACCESS_KEY_ID",
                cloud.endpoints().accessKeyId(), "AWS_SECRET_ACCESS_KEY", cloud.endpoints().secretAccessKey(),
                "AWS_ENDPOINT_URL_S3", endpoint)));
    }

    @Test
    void get_objectPutByTheSdk_isRead() throws Exception {
        clients.s3().putObject(put -> put.bucket(BUCKET).key("acme/a/source"),
                RequestBody.fromBytes(CONTENT));

        assertThat(
                send("GET", signer.get(BUCKET, "acme/a/source", Instant.now(), Duration.ofMinutes(5)), Map.of(), null))
                .isEqualTo(200);
        assertThat(send("GET", signer.get(BUCKET, "acme/a/source", Instant.now().minusSeconds(120),
                Duration.ofMinutes(1)), Map.of(), null)).isEqualTo(403);
    }

    @Test
    void sign_putWithHeaders_acceptsExactlyThose() throws Exception {
        var headers = Map.of("content-type", "video/mp4", "x-amz-checksum-sha256", sha256(CONTENT));
        var address = put("acme/b/source", headers);

        assertThat(send("PUT", address, Map.of("content-type", "video/webm", "x-amz-checksum-sha256", sha256(CONTENT)),
                CONTENT)).isEqualTo(403);
        assertThat(send("PUT", address, Map.of("content-type", "video/mp4"), CONTENT)).isEqualTo(403);
        assertThat(send("GET", address, headers, null)).isEqualTo(403);
        assertThat(send("PUT", URI.create(address.toString().replace("acme/b", "acme/c")), headers, CONTENT))
                .isEqualTo(403);
        assertThat(send("PUT", address, headers, CONTENT)).isEqualTo(200);
        assertThat(clients.s3().getObjectAsBytes(get -> get.bucket(BUCKET).key("acme/b/source")).asByteArray())
                .isEqualTo(CONTENT);
    }

    @Test
    void sign_contentLength_isPartOfTheSignature() throws Exception {
        var headers = new HashMap<>(Map.of("content-type", "video/mp4", "content-length", "12"));
        var address = put("acme/d/source", headers);
        headers.remove("content-length");

        assertThat(address.getQuery()).contains("content-length");
        assertThat(send("PUT", address, headers, "thirteen byte".getBytes(StandardCharsets.US_ASCII))).isEqualTo(403);
        assertThat(send("PUT", address, headers, CONTENT)).isEqualTo(200);
    }

    @Test
    void sign_partOfAMultipartUpload_isAccepted() throws Exception {
        var upload = clients.s3().createMultipartUpload(create -> create.bucket(BUCKET).key("acme/e/source"))
                .uploadId();
        var query = Map.of("partNumber", "1", "uploadId", upload);

        var address = signer.sign(SdkHttpMethod.PUT, BUCKET, "acme/e/source", Map.of(), query, Instant.now(),
                Duration.ofMinutes(5));
        assertThat(
                send("PUT", URI.create(address.toString().replace("partNumber=1", "partNumber=2")), Map.of(), CONTENT))
                .isEqualTo(403);
        assertThat(send("PUT", address, Map.of(), CONTENT)).isEqualTo(200);
        assertThat(clients.s3().listParts(list -> list.bucket(BUCKET).key("acme/e/source").uploadId(upload)).parts())
                .hasSize(1);
    }

    @Test
    void get_sameInstant_isTheSameAddress() {
        assertThat(signer.get(BUCKET, "k", NOW, Duration.ofHours(1)))
                .isEqualTo(signer.get(BUCKET, "k", NOW, Duration.ofHours(1)));
        assertThat(signer.get(BUCKET, "k", NOW, Duration.ofHours(1)).getQuery()).contains("X-Amz-Expires=3600")
                .contains("X-Amz-Date=20260301T120000Z");
    }

    @Test
    void get_endpointWithASlashAtTheEnd_isTheSameAddress() {
        assertThat(new S3Signer(settings(cloud.endpoints().s3() + "/")).get(BUCKET, "k", NOW, Duration.ofHours(1)))
                .isEqualTo(signer.get(BUCKET, "k", NOW, Duration.ofHours(1)));
    }

    @Test
    void get_withoutEndpoint_isTheBucketsHostOverTls() {
        var aws = new S3Signer(AwsSettings.of(new Environment(
                Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s"))));

        assertThat(aws.get(BUCKET, "acme/a", NOW, Duration.ofHours(1)).toString())
                .startsWith("https://crealia-local-incoming.s3.eu-central-1.amazonaws.com/acme/a?");
    }

    @Test
    void get_sessionCredentials_carryTheirToken() {
        assertThat(signer(AwsSessionCredentials.create("a", "s", "tok/en+")).get(BUCKET, "k", NOW, Duration.ofHours(1))
                .getRawQuery()).contains("X-Amz-Security-Token=tok%2Fen%2B");
    }

    @Test
    void longest_sessionWithKnownEnd_isWhatIsLeft() {
        var signer = signer(AwsSessionCredentials.builder().accessKeyId("a").secretAccessKey("s").sessionToken("t")
                .expirationTime(NOW.plusSeconds(600)).build());

        assertThat(signer.longest(NOW, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(10));
        assertThat(signer.longest(NOW, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(signer.longest(NOW.plusSeconds(601), Duration.ofMinutes(5))).isZero();
    }

    @Test
    void longest_sessionWithUnknownEnd_isAQuarterOfAnHour() {
        assertThat(signer(AwsSessionCredentials.create("a", "s", "t")).longest(NOW, Duration.ofHours(1)))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void longest_keysWithoutEnd_isWhatWasWanted() {
        assertThat(signer.longest(NOW, Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
    }

    private static S3Signer signer(AwsCredentials credentials) {
        return new S3Signer(new AwsSettings(Region.EU_CENTRAL_1, () -> credentials, Optional.empty(), Optional.empty(),
                Optional.empty()));
    }

    private static URI put(String key, Map<String, String> headers) {
        return signer.sign(SdkHttpMethod.PUT, BUCKET, key, headers, Map.of(), Instant.now(), Duration.ofMinutes(5));
    }

    private static String sha256(byte[] content) throws Exception {
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static int send(String method, URI address, Map<String, String> headers, byte[] body) throws Exception {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
