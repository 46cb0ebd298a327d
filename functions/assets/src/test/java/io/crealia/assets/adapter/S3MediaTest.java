package io.crealia.assets.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.MediaWriter;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.error.DependencyException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

final class S3MediaTest extends MediaContract {
    private static final String BUCKET = "crealia-local-media";
    private static EmbeddedCloud cloud;
    private static AwsClients clients;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3));
        cloud.createBucket(BUCKET);
        var at = cloud.endpoints();
        clients = new AwsClients(AwsSettings.of(new Environment(
                Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(), "AWS_SECRET_ACCESS_KEY",
                        at.secretAccessKey(), "AWS_ENDPOINT_URL_S3", at.s3().toString()))));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    MediaReader reader() {
        return new S3MediaReader(clients::s3, BUCKET);
    }

    @Override
    MediaSigner signer() {
        return new S3MediaSigner(new S3Signer(clients.settings()), BUCKET);
    }

    @Override
    MediaWriter writer() {
        return new S3MediaWriter(clients::s3, BUCKET);
    }

    @Override
    void put(String key, byte[] content) {
        clients.s3().putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    @Override
    Optional<byte[]> fetch(URI address) throws Exception {
        return get(address);
    }

    static Optional<byte[]> get(URI address) throws Exception {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            if (connection.getResponseCode() != 200) {
                return Optional.empty();
            }
            try (var body = connection.getInputStream()) {
                return Optional.of(body.readAllBytes());
            }
        } finally {
            connection.disconnect();
        }
    }

    @Test
    void sign_changedKey_isRefused() throws Exception {
        put(KEY, new byte[]{1});
        put(KEY + "2", new byte[]{2});
        var address = signer().sign(KEY, Instant.now(), Duration.ofMinutes(5)).toString();

        assertThat(fetch(URI.create(address.replace(KEY, KEY + "2")))).isEmpty();
    }

    @Test
    void write_noSuchBucket_isDependencyFailure() {
        var writer = new S3MediaWriter(clients::s3, "no-such-bucket");

        assertThatThrownBy(() -> writer.write(KEY, new byte[1], "text/vtt")).isInstanceOf(DependencyException.class)
                .hasMessageContaining("no-such-bucket").hasMessageContaining(KEY);
        assertThatThrownBy(() -> writer.delete(KEY)).isInstanceOf(DependencyException.class);
    }

    @Test
    void read_noSuchBucket_isDependencyFailure() {
        assertThatThrownBy(() -> new S3MediaReader(clients::s3, "no-such-bucket").read(KEY, 10))
                .isInstanceOf(DependencyException.class).hasMessageContaining("no-such-bucket")
                .hasMessageContaining(KEY);
    }

    /** CPU time, because the machine may be busy with something else. */
    @Test
    void sign_aTwoHourPlaylist_isFast() {
        var signer = signer();
        var now = Instant.now();
        var threads = ManagementFactory.getThreadMXBean();
        var best = Duration.ofDays(1);
        for (int round = 0; round < 5; round++) {
            var began = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 1200; i++) {
                signer.sign("acme/ast_x/wfl_x/transcode/1/hls/index_720_%09d.cmfv".formatted(i), now,
                        Duration.ofHours(1));
            }
            var took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
            best = took.compareTo(best) < 0 ? took : best;
        }

        System.out.println("1200 addresses signed in " + best.toMillis() + " ms of CPU, best of 5");
        assertThat(best).isLessThan(Duration.ofMillis(200));
    }
}
