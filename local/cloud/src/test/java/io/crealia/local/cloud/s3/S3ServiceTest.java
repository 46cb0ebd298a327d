package io.crealia.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.Clients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What the functions need of S3, through the real SDK client. */
final class S3ServiceTest {

    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    static Path directory;
    private static EmbeddedCloud cloud;
    private static S3Client s3;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3)
                .withCorsOrigins(List.of("http://studio.example")));
        cloud.createBucket("incoming");
        cloud.createBucket("media");
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
    void createBucket_secondTime_keepsItsObjects() {
        put("kept", "x");
        cloud.createBucket("incoming");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("incoming").key("kept")).asUtf8String()).isEqualTo("x");
    }

    @Test
    void multipart_partsInAnyOrderAndOneSentAgain_makesOneObject() {
        String id = s3.createMultipartUpload(r -> r.bucket("incoming").key("film").contentType("video/mp4"))
                .uploadId();
        String second = part("film", id, 2, bytes(10, 'b'));
        part("film", id, 1, bytes(PART, 'x'));
        String first = part("film", id, 1, bytes(PART, 'a'));

        var parts = s3.listParts(r -> r.bucket("incoming").key("film").uploadId(id)).parts();
        assertThat(parts).extracting(Part::partNumber).containsExactly(1, 2);
        assertThat(parts).extracting(Part::eTag).containsExactly(first, second);
        assertThat(parts).extracting(Part::size).containsExactly((long) PART, 10L);

        String eTag = complete("film", id, first, second);

        var object = s3.getObjectAsBytes(r -> r.bucket("incoming").key("film"));
        assertThat(object.asByteArray()).hasSize(PART + 10).startsWith('a').endsWith('b');
        assertThat(object.response().contentType()).isEqualTo("video/mp4");
        assertThat(object.response().eTag()).isEqualTo(eTag).endsWith("-2\"");
        assertThat(s3.listMultipartUploads(r -> r.bucket("incoming")).uploads())
                .noneMatch(upload -> upload.uploadId().equals(id));
    }

    @Test
    void multipart_unknownUploadId_isNoSuchUpload() {
        String id = "00000000-0000-0000-0000-000000000000";
        assertThatThrownBy(() -> part("film", id, 1, bytes(1, 'a'))).isInstanceOf(NoSuchUploadException.class);
        assertThatThrownBy(() -> s3.listParts(r -> r.bucket("incoming").key("film").uploadId(id)))
                .isInstanceOf(NoSuchUploadException.class);
        assertThatThrownBy(() -> complete("film", id, "\"d41d8cd98f00b204e9800998ecf8427e\""))
                .isInstanceOf(NoSuchUploadException.class);
        assertThatThrownBy(() -> s3.abortMultipartUpload(r -> r.bucket("incoming").key("film").uploadId(id)))
                .isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void multipart_uploadIdOfAnotherKey_isNoSuchUpload() {
        String id = s3.createMultipartUpload(r -> r.bucket("incoming").key("mine")).uploadId();
        assertThatThrownBy(() -> part("theirs", id, 1, bytes(1, 'a'))).isInstanceOf(NoSuchUploadException.class);
        assertThatThrownBy(() -> s3.listParts(r -> r.bucket("incoming").key("theirs").uploadId(id)))
                .isInstanceOf(NoSuchUploadException.class);
        s3.abortMultipartUpload(r -> r.bucket("incoming").key("mine").uploadId(id));
    }

    @Test
    void multipart_aborted_takesNoMoreParts() {
        String id = s3.createMultipartUpload(r -> r.bucket("incoming").key("gone")).uploadId();
        part("gone", id, 1, bytes(1, 'a'));
        s3.abortMultipartUpload(r -> r.bucket("incoming").key("gone").uploadId(id));
        assertThatThrownBy(() -> part("gone", id, 2, bytes(1, 'a'))).isInstanceOf(NoSuchUploadException.class);
        assertThat(s3.listObjectsV2(r -> r.bucket("incoming").prefix("gone")).contents()).isEmpty();
    }

    @Test
    void multipart_smallPartThatIsNotTheLast_isRefused() {
        String id = s3.createMultipartUpload(r -> r.bucket("incoming").key("small")).uploadId();
        String first = part("small", id, 1, bytes(1, 'a'));
        String second = part("small", id, 2, bytes(1, 'b'));
        assertThatThrownBy(() -> complete("small", id, first, second)).isInstanceOf(S3Exception.class)
                .extracting(e -> ((S3Exception) e).awsErrorDetails().errorCode()).isEqualTo("EntityTooSmall");
        s3.abortMultipartUpload(r -> r.bucket("incoming").key("small").uploadId(id));
    }

    @Test
    void copy_sourceIsUnchanged_copies() {
        String eTag = put("source", "version one");
        s3.copyObject(r -> r.sourceBucket("incoming").sourceKey("source").copySourceIfMatch(eTag)
                .destinationBucket("media").destinationKey("copied"));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("media").key("copied")).asUtf8String()).isEqualTo("version one");
    }

    @Test
    void copy_sourceWasSwapped_isPreconditionFailed() {
        String eTag = put("swapped", "version one");
        put("swapped", "version two");
        assertThatThrownBy(() -> s3.copyObject(r -> r.sourceBucket("incoming").sourceKey("swapped")
                .copySourceIfMatch(eTag).destinationBucket("media").destinationKey("never")))
                .isInstanceOf(S3Exception.class).extracting(e -> ((S3Exception) e).statusCode()).isEqualTo(412);
        assertThatThrownBy(() -> s3.headObject(r -> r.bucket("media").key("never")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void put_withEncryption_saysSoInAnswerAndHead() {
        var answer = s3.putObject(
                r -> r.bucket("media").key("sealed").serverSideEncryption(ServerSideEncryption.AES256),
                RequestBody.fromString("x"));
        assertThat(answer.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(s3.headObject(r -> r.bucket("media").key("sealed")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(s3.getObjectAsBytes(r -> r.bucket("media").key("sealed")).asUtf8String()).isEqualTo("x");
    }

    @Test
    void put_withKmsKey_isTaken() {
        s3.putObject(r -> r.bucket("media").key("kms").serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId("alias/crealia"), RequestBody.fromString("x"));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("media").key("kms")).asUtf8String()).isEqualTo("x");
    }

    @Test
    void get_keysOfEveryKind_areReadBack() {
        for (String key : List.of("a b+c", "ümlaut/日本", "per%cent", "a&b=c", "semi;colon,comma")) {
            put(key, key);
            assertThat(s3.getObjectAsBytes(r -> r.bucket("incoming").key(key)).asUtf8String()).isEqualTo(key);
        }
    }

    @Test
    void put_keyThatClimbs_staysInsideTheBucket() {
        assertThatThrownBy(() -> put("../../climbed", "x")).isInstanceOf(S3Exception.class);
        assertThat(directory.resolve("climbed")).doesNotExist();
        assertThat(directory.resolve("s3/climbed")).doesNotExist();
    }

    @Test
    void list_manyObjects_pagesInOrder() {
        for (int i = 0; i < 5; i++) {
            put("page/" + i, "x");
        }
        var first = s3.listObjectsV2(r -> r.bucket("incoming").prefix("page/").maxKeys(3));
        var second = s3.listObjectsV2(
                r -> r.bucket("incoming").prefix("page/").continuationToken(first.nextContinuationToken()));
        assertThat(first.contents()).hasSize(3);
        assertThat(second.contents()).extracting(object -> object.key()).containsExactly("page/3", "page/4");
    }

    @Test
    void cors_preflightOfAllowedOrigin_allowsUploadHeaders() throws Exception {
        var put = PresignedPut.of(cloud.endpoints(), "incoming", "cors", new byte[1], Instant.now());
        HttpResponse<String> preflight = preflight(put.url(), "http://studio.example");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("http://studio.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("PUT");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("x-amz-checksum-sha256");
    }

    @Test
    void cors_preflightOfOtherOrigin_isRefused() throws Exception {
        var put = PresignedPut.of(cloud.endpoints(), "incoming", "cors", new byte[1], Instant.now());
        for (String origin : List.of("http://evil.example", "http://studio.example.evil.example",
                "http://studioxexample", "null")) {
            HttpResponse<String> preflight = preflight(put.url(), origin);
            assertThat(preflight.statusCode()).as(origin).isEqualTo(403);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).as(origin).isEmpty();
        }
    }

    @Test
    void cors_partUpload_exposesItsETag() throws Exception {
        String id = s3.createMultipartUpload(r -> r.bucket("incoming").key("cors-part")).uploadId();
        var put = PresignedPut.sign(cloud.endpoints(), SdkHttpMethod.PUT,
                "/incoming/cors-part?uploadId=" + id + "&partNumber=1", Map.of(), Instant.now());
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(put.url())
                .header("Origin", "http://studio.example").PUT(BodyPublishers.ofString("x")).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("http://studio.example");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow()).contains("ETag");
    }

    private static HttpResponse<String> preflight(URI url, String origin) throws Exception {
        return http.send(HttpRequest.newBuilder(url).method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin).header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type,if-none-match,x-amz-checksum-sha256").build(),
                BodyHandlers.ofString());
    }

    private static String put(String key, String text) {
        return s3.putObject(r -> r.bucket("incoming").key(key), RequestBody.fromString(text)).eTag();
    }

    private static String part(String key, String uploadId, int number, byte[] bytes) {
        return s3.uploadPart(r -> r.bucket("incoming").key(key).uploadId(uploadId).partNumber(number),
                RequestBody.fromBytes(bytes)).eTag();
    }

    private static String complete(String key, String uploadId, String... eTags) {
        List<CompletedPart> parts = new java.util.ArrayList<>();
        for (String eTag : eTags) {
            parts.add(CompletedPart.builder().partNumber(parts.size() + 1).eTag(eTag).build());
        }
        return s3.completeMultipartUpload(
                r -> r.bucket("incoming").key(key).uploadId(uploadId).multipartUpload(m -> m.parts(parts))).eTag();
    }

    private static byte[] bytes(int count, char fill) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
