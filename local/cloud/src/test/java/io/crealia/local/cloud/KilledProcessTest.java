package io.crealia.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A JVM that was killed leaves a folder from which the next one goes on. */
final class KilledProcessTest {

    @Test
    @Timeout(180)
    void start_afterKill_hasAllThatWasAcknowledgedAndNoLeftOverRedis(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        int redisPort = freePort();
        int written = killAfterItsWork(data, redisPort);
        String leftOver = Files.readString(data.resolve("redis/redis.pid"));
        assertThat(ProcessHandle.of(Long.parseLong(leftOver))).get().matches(ProcessHandle::isAlive);

        var settings = CloudSettings.inDirectory(data).only(Service.S3, Service.SQS, Service.REDIS,
                Service.MONGO).withPorts(new Ports(0, 0, 0, redisPort, 0, 0, 0));
        try (var cloud = EmbeddedCloud.start(settings);
                var s3 = Clients.s3(cloud.endpoints());
                var sqs = Clients.sqs(cloud.endpoints());
                var mongo = MongoClients.create(cloud.endpoints().mongoUri().toString());
                var redis = new Jedis(cloud.endpoints().redisUri())) {
            assertThat(ProcessHandle.of(Long.parseLong(leftOver)).filter(ProcessHandle::isAlive)).isEmpty();
            Document last = mongo.getDatabase("d").getCollection("c").find().first();
            assertThat(last.getInteger("v")).isGreaterThanOrEqualTo(written);
            assertThat(redis.get("key")).isEqualTo("value");
            assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket").key("object")).asUtf8String()).isEqualTo("whole");
            String queue = sqs.getQueueUrl(r -> r.queueName("queue")).queueUrl();
            var messages = Clients.take(sqs, queue, CloudToKill.MESSAGES);
            assertThat(new HashSet<>(messages)).hasSize(CloudToKill.MESSAGES);
        }
    }

    /** @return the last write to MongoDB that the process was told of; up to then it writes without a pause */
    private static int killAfterItsWork(Path data, int redisPort) throws Exception {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                CloudToKill.class.getName(), data.toString(), Integer.toString(redisPort));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        int written = 0;
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(CloudToKill.WRITTEN)) {
                    written = Integer.parseInt(line.substring(CloudToKill.WRITTEN.length()));
                    if (written == 50) {
                        process.toHandle().destroyForcibly(); // leaves the pipe readable to its end
                    }
                }
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(written).isGreaterThanOrEqualTo(50);
        return written;
    }

    /** The next edition wants the port that the left Redis holds. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
