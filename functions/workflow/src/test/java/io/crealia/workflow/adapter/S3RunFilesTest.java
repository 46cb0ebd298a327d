package io.crealia.workflow.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.error.DependencyException;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.port.RunFiles.Listed;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class S3RunFilesTest {
    private static final String BUCKET = "runs";
    /** {@code printf abc | sha256sum}. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private static Path directory;
    private static EmbeddedCloud cloud;
    private static S3Client s3;

    private final S3RunFiles files = new S3RunFiles(() -> s3, BUCKET);

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3));
        var endpoints = cloud.endpoints();
        s3 = client(endpoints.s3());
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    private static S3Client client(URI endpoint) {
        var access = cloud.endpoints().credentials();
        return S3Client.builder().endpointOverride(endpoint).region(Region.of(cloud.endpoints().region()))
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey())))
                .forcePathStyle(true).httpClient(UrlConnectionHttpClient.create()).build();
    }

    @AfterAll
    static void stop() {
        s3.close();
        cloud.close();
    }

    private static void put(String key, String content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    @Test
    void list_folder_givesNamesWithinItAndNoMoreThanAsked() {
        put("list/a", "1");
        put("list/b/c", "333");
        put("listed", "elsewhere");

        assertThat(files.list("list/", 10)).containsExactly(new Listed("a", 1), new Listed("b/c", 3));
        assertThat(files.list("list/", 1)).containsExactly(new Listed("a", 1));
        assertThat(files.list("nothing/", 10)).isEmpty();
    }

    @Test
    void sha256_object_isThatOfItsBytes() {
        put("sum/abc", "abc");

        assertThat(files.sha256("sum/abc")).contains(ABC);
        assertThat(files.sha256("sum/none")).isEmpty();
    }

    @Test
    void sha256_results_differByWhatTheySayNotByWhereTheyLie() {
        var first = "media/" + Fixture.id(1).value() + "/probe/1/x";
        var second = "media/" + Fixture.id(2).value() + "/probe/3/x";
        put("one/result.json", "{\"key\":\"" + first + "\",\"seconds\":5}");
        put("two/result.json", "{\"key\":\"" + second + "\",\"seconds\":5}");
        put("three/result.json", "{\"key\":\"" + second + "\",\"seconds\":6}");
        put("two/other.json", "{\"key\":\"" + second + "\",\"seconds\":5}");

        assertThat(files.sha256("one/result.json")).isEqualTo(files.sha256("two/result.json"))
                .isNotEqualTo(files.sha256("three/result.json")).isNotEqualTo(files.sha256("two/other.json"));
    }

    @Test
    void storeThatIsAway_isADependency() {
        try (var nobody = client(URI.create("http://127.0.0.1:1"))) {
            var away = new S3RunFiles(() -> nobody, BUCKET);
            assertThatThrownBy(() -> away.list("a/", 1)).isInstanceOf(DependencyException.class)
                    .hasMessageContaining("listing a/ in bucket runs");
            assertThatThrownBy(() -> away.sha256("a/b")).isInstanceOf(DependencyException.class)
                    .hasMessageContaining("reading a/b from bucket runs");
        }
    }
}
