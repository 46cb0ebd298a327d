package io.crealia.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that was killed leaves a folder from which the next one goes on. */
final class KilledProcessTest {

    @Test
    @Timeout(180)
    void start_afterKill_hasAllThatWasAcknowledgedAndNoLeftOverRedis(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        killAfterItsWork(data);
        String leftOver = Files.readString(data.resolve("redis/redis.pid"));
        assertThat(ProcessHandle.of(Long.parseLong(leftOver))).get().matches(ProcessHandle::isAlive);

        var settings = CloudSettings.inDirectory(data).only(Service.S3, Service.SQS, Service.REDIS);
        try (var cloud = EmbeddedCloud.start(settings);
                var s3 = Clients.s3(cloud.endpoints());
                var sqs = Clients.sqs(cloud.endpoints());
                var redis = RedisClient.create(cloud.endpoints().redisUri().toString())) {
            assertThat(ProcessHandle.of(Long.parseLong(leftOver)).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(redis.connect().sync().get("key")).isEqualTo("value");
            assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket").key("object")).asUtf8String()).isEqualTo("whole");
            String queue = sqs.getQueueUrl(r -> r.queueName("queue")).queueUrl();
            var messages = Clients.take(sqs, queue, CloudToKill.MESSAGES);
            assertThat(new HashSet<>(messages)).hasSize(CloudToKill.MESSAGES);
        }
    }

    private static void killAfterItsWork(Path data) throws Exception {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                CloudToKill.class.getName(), data.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try (var lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.equals("done")) {
                line = lines.readLine();
            }
            assertThat(line).as("the other process has done its work").isEqualTo("done");
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
