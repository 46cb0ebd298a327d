package io.crealia.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.Clients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What S3 refuses of a presigned PUT, so that an upload that is refused in the cloud is refused here. */
final class PresignedPutTest {

    private static final byte[] BODY = "twelve bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "other  bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path directory;
    private static EmbeddedCloud cloud;
    private static S3Client s3;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3));
        cloud.createBucket("incoming");
        s3 = Clients.s3(cloud.endpoints());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        s3.close();
        cloud.close();
    }

    @Test
    void put_asSigned_isStoredWithTypeAndETag(TestInfo test) throws Exception {
        HttpResponse<String> response = signed(test).send(http, BODY);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var head = s3.headObject(r -> r.bucket("incoming").key(key(test)));
        assertThat(head.contentType()).isEqualTo("video/mp4");
        assertThat(head.contentLength()).isEqualTo(BODY.length);
        assertThat(response.headers().firstValue("ETag")).contains(head.eTag());
    }

    @Test
    void put_longerThanSigned_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "SignatureDoesNotMatch", signed(test).send(http, (new String(BODY, StandardCharsets.UTF_8)
                + "!").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void put_shorterThanSigned_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "SignatureDoesNotMatch", signed(test).send(http, new byte[3]));
    }

    @Test
    void put_chunkedInsteadOfSignedLength_isRefused(TestInfo test) throws Exception {
        PresignedPut put = signed(test);
        var request = HttpRequest.newBuilder(put.url())
                .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(BODY)));
        put.headers().forEach((name, value) -> {
            if (!name.equals("content-length")) {
                request.header(name, value);
            }
        });
        refused(test, 403, "SignatureDoesNotMatch", http.send(request.build(), BodyHandlers.ofString()));
    }

    @Test
    void put_otherBytesOfSameLength_isRefusedByChecksum(TestInfo test) throws Exception {
        refused(test, 400, "BadDigest", signed(test).send(http, OTHER));
    }

    @Test
    void put_checksumHeaderOfOtherBytes_isRefused(TestInfo test) throws Exception {
        PresignedPut other = PresignedPut.of(cloud.endpoints(), "incoming", key(test), OTHER, Instant.now());
        refused(test, 403, "SignatureDoesNotMatch", signed(test)
                .with("x-amz-checksum-sha256", other.headers().get("x-amz-checksum-sha256")).send(http, OTHER));
    }

    @Test
    void put_checksumHeaderLeftOut_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "SignatureDoesNotMatch",
                signed(test).with("x-amz-checksum-sha256", null).send(http, OTHER));
    }

    @Test
    void put_otherContentType_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "SignatureDoesNotMatch",
                signed(test).with("content-type", "text/html").send(http, BODY));
    }

    @Test
    void put_authorizationBesideTheSignature_isRefused(TestInfo test) throws Exception {
        refused(test, 400, "InvalidArgument", signed(test).with("authorization", "Bearer x").send(http, BODY));
    }

    @Test
    void put_unsignedMetadata_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "AccessDenied", signed(test).with("x-amz-meta-owner", "someone").send(http, BODY));
    }

    @Test
    void put_unsignedAcl_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "AccessDenied", signed(test).with("x-amz-acl", "public-read").send(http, BODY));
    }

    @Test
    void put_withoutIfNoneMatch_isRefused(TestInfo test) throws Exception {
        refused(test, 403, "SignatureDoesNotMatch", signed(test).with("if-none-match", null).send(http, BODY));
    }

    @Test
    void put_secondTime_isRefusedAndFirstStays(TestInfo test) throws Exception {
        PresignedPut put = signed(test);
        assertThat(put.send(http, BODY).statusCode()).isEqualTo(200);
        String eTag = s3.headObject(r -> r.bucket("incoming").key(key(test))).eTag();

        HttpResponse<String> second = put.send(http, BODY);

        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(second.body()).contains("<Code>PreconditionFailed</Code>");
        assertThat(s3.headObject(r -> r.bucket("incoming").key(key(test))).eTag()).isEqualTo(eTag);
    }

    @Test
    void put_twiceAtTheSameTime_onlyOneIsStored(TestInfo test) throws Exception {
        PresignedPut put = signed(test);
        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> both = List.of(threads.submit(() -> put.send(http, BODY).statusCode()),
                    threads.submit(() -> put.send(http, BODY).statusCode()),
                    threads.submit(() -> put.send(http, BODY).statusCode()));
            statuses = List.of(both.get(0).get(), both.get(1).get(), both.get(2).get());
        }
        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412 || status == 409);
    }

    @Test
    void put_afterExpiry_isRefused(TestInfo test) throws Exception {
        Instant past = Instant.now().minus(PresignedPut.TTL).minus(Duration.ofSeconds(1));
        PresignedPut put = PresignedPut.of(cloud.endpoints(), "incoming", key(test), BODY, past);
        refused(test, 403, "AccessDenied", put.send(http, BODY));
    }

    @Test
    void put_otherKey_isRefused(TestInfo test) throws Exception {
        PresignedPut put = signed(test);
        var moved = new PresignedPut(java.net.URI.create(put.url().toString().replace(key(test), key(test) + "x")),
                put.headers());
        refused(test, 403, "SignatureDoesNotMatch", moved.send(http, BODY));
    }

    @Test
    void put_withoutSignature_isRefused(TestInfo test) throws Exception {
        PresignedPut put = signed(test);
        var bare = new PresignedPut(java.net.URI.create(put.url().toString().split("\\?")[0]), put.headers());
        refused(test, 403, "AccessDenied", bare.send(http, BODY));
    }

    @Test
    void get_presigned_readsTheObjectAndRanges(TestInfo test) throws Exception {
        signed(test).send(http, BODY);
        var get = PresignedPut.sign(cloud.endpoints(), SdkHttpMethod.GET, "/incoming/" + key(test), Map.of(),
                Instant.now());

        var whole = http.send(HttpRequest.newBuilder(get.url()).build(), BodyHandlers.ofByteArray());
        var range = http.send(HttpRequest.newBuilder(get.url()).header("Range", "bytes=7-11").build(),
                BodyHandlers.ofString());

        assertThat(whole.body()).isEqualTo(BODY);
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo("bytes");
    }

    private static PresignedPut signed(TestInfo test) throws Exception {
        return PresignedPut.of(cloud.endpoints(), "incoming", key(test), BODY, Instant.now());
    }

    private static String key(TestInfo test) {
        return "tenant/" + test.getTestMethod().orElseThrow().getName() + "/source";
    }

    private static void refused(TestInfo test, int status, String code, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("<Code>" + code + "</Code>");
        assertThat(s3.listObjectsV2(r -> r.bucket("incoming").prefix(key(test))).contents()).extracting(S3Object::key)
                .isEmpty();
    }
}
