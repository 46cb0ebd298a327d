package io.crealia.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.core.sync.RequestBody;

final class EmbeddedCloudTest {

    private static final TokenRequest TOKEN = new TokenRequest("ada", "tenant", List.of("a:b"), Duration.ofMinutes(5));

    @TempDir
    Path directory;

    @Test
    void start_secondTimeInSameDirectory_findsEverythingAgain() throws Exception {
        Credentials credentials;
        String keys;
        Ports ports;
        try (var cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory))) {
            assertThat(cloud.status()).extracting(ServiceStatus::service)
                    .containsExactlyElementsOf(cloudServices(cloud));
            credentials = cloud.endpoints().credentials();
            keys = read(cloud.endpoints().jwksUri());
            fill(cloud);
            ports = ports(cloud.endpoints());
        }
        try (var cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).withPorts(ports))) {
            assertThat(ports(cloud.endpoints())).isEqualTo(ports);
            assertThat(cloud.endpoints().credentials()).isEqualTo(credentials);
            assertThat(read(cloud.endpoints().jwksUri())).isEqualTo(keys);
            verify(cloud);
        }
    }

    private static void fill(EmbeddedCloud cloud) {
        cloud.createBucket("bucket");
        URI queue = cloud.createQueue(QueueSpec.named("queue"));
        try (var s3 = Clients.s3(cloud.endpoints());
                var sqs = Clients.sqs(cloud.endpoints());
                MongoClient mongo = MongoClients.create(cloud.endpoints().mongoUri().toString());
                var redis = new Jedis(cloud.endpoints().redisUri())) {
            s3.putObject(r -> r.bucket("bucket").key("a/b").contentType("text/x"), RequestBody.fromString("object"));
            sqs.sendMessage(r -> r.queueUrl(queue.toString()).messageBody("message"));
            mongo.getDatabase("d").getCollection("c").insertOne(new Document("_id", "1").append("v", "document"));
            redis.set("key", "value");
        }
    }

    private static void verify(EmbeddedCloud cloud) {
        cloud.createBucket("bucket");
        URI queue = cloud.createQueue(QueueSpec.named("queue"));
        try (var s3 = Clients.s3(cloud.endpoints());
                var sqs = Clients.sqs(cloud.endpoints());
                MongoClient mongo = MongoClients.create(cloud.endpoints().mongoUri().toString());
                var redis = new Jedis(cloud.endpoints().redisUri())) {
            var object = s3.getObjectAsBytes(r -> r.bucket("bucket").key("a/b"));
            assertThat(object.asUtf8String()).isEqualTo("object");
            assertThat(object.response().contentType()).isEqualTo("text/x");
            assertThat(Clients.take(sqs, queue.toString(), 1)).containsExactly("message");
            assertThat(mongo.getDatabase("d").getCollection("c").find().first()).containsEntry("v", "document");
            assertThat(redis.get("key")).isEqualTo("value");
        }
    }

    @Test
    void start_subset_startsNothingElseAndSaysSo() {
        var settings = CloudSettings.inDirectory(directory).only(Service.ISSUER);
        try (var cloud = EmbeddedCloud.start(settings)) {
            assertThat(cloud.status()).extracting(ServiceStatus::service).containsExactly(Service.ISSUER);
            assertThat(cloud.issueToken(TOKEN)).isNotBlank();
            assertThatThrownBy(() -> cloud.endpoints().mongoUri()).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("MONGO was not started");
            assertThatThrownBy(() -> cloud.createBucket("b")).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("S3 was not started");
            assertThatThrownBy(() -> cloud.createQueue(QueueSpec.named("q")))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("SQS was not started");
        }
    }

    @Test
    void start_directoryInUse_namesFolderAndProcess() {
        var settings = CloudSettings.inDirectory(directory).only(Service.ISSUER);
        try (var _ = EmbeddedCloud.start(settings)) {
            assertThatThrownBy(() -> EmbeddedCloud.start(settings)).isInstanceOf(CloudStartException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        EmbeddedCloud.start(settings).close(); // free again
    }

    @Test
    void start_portInUse_namesPortServiceAndWayOut() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            var settings = CloudSettings.inDirectory(directory).only(Service.ISSUER, Service.SQS)
                    .withPorts(new Ports(0, port, 0, 0, 0, 0, 0));
            assertThatThrownBy(() -> EmbeddedCloud.start(settings)).isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + port).hasMessageContaining("SQS")
                    .hasMessageContaining("another port")
                    .satisfies(e -> assertThat(((PortInUseException) e).service()).isEqualTo(Service.SQS));
            EmbeddedCloud.start(settings.withPorts(Ports.free())).close(); // the folder was not left locked
        }
    }

    @Test
    void start_oneServerFails_leavesNothingRunning() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("issuer")).resolve("signing-key.json"), "no key");
        int port = freePort();
        var settings = CloudSettings.inDirectory(directory).only(Service.ISSUER, Service.MONGO)
                .withPorts(new Ports(0, 0, port, 0, 0, 0, 0));
        assertThatThrownBy(() -> EmbeddedCloud.start(settings)).isInstanceOf(CloudStartException.class)
                .hasMessageContaining("ISSUER").hasMessageContaining("signing-key.json");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(java.io.IOException.class);
        EmbeddedCloud.start(settings.only(Service.MONGO)).close();
    }

    @Test
    void start_fixedPorts_listensThereAndOnLoopbackOnly() throws Exception {
        int port = freePort();
        var settings = CloudSettings.inDirectory(directory).only(Service.ISSUER)
                .withPorts(new Ports(0, 0, 0, 0, 0, port, 0));
        try (var cloud = EmbeddedCloud.start(settings)) {
            assertThat(cloud.endpoints().issuer()).isEqualTo(URI.create("http://127.0.0.1:" + port));
            assertThat(read(cloud.endpoints().jwksUri())).contains("\"RSA\"");
        }
    }

    @Test
    void ai_withItsKey_answersAndKeepsTheKey() throws Exception {
        var settings = CloudSettings.inDirectory(directory).only(Service.AI);
        String key;
        try (var cloud = EmbeddedCloud.start(settings)) {
            key = cloud.endpoints().aiKey();
            assertThat(key).startsWith("sk-local-").doesNotContain(cloud.endpoints().secretAccessKey());
            assertThat(models(cloud.endpoints().ai(), key)).contains("crealia-align-en");
        }
        try (var cloud = EmbeddedCloud.start(settings)) {
            assertThat(cloud.endpoints().aiKey()).isEqualTo(key);
        }
    }

    private static String models(URI ai, String key) throws Exception {
        var connection = ai.resolve("/v1/models").toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + key);
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void close_twice_isFine() {
        var cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.ISSUER));
        cloud.close();
        cloud.close();
        assertThat(cloud.status()).isEmpty();
    }

    @Test
    void twoClouds_inOneProcess_doNotMix(@TempDir Path other) {
        var settings = CloudSettings.inDirectory(directory).only(Service.SQS);
        try (var one = EmbeddedCloud.start(settings);
                var two = EmbeddedCloud.start(CloudSettings.inDirectory(other).only(Service.SQS));
                var sqs = Clients.sqs(two.endpoints())) {
            one.createQueue(QueueSpec.named("queue"));
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void ports_outOfRange_isRefusedByName() {
        assertThatThrownBy(() -> new Ports(0, 0, 70_000, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ports.mongo").hasMessageContaining("70000");
        assertThatThrownBy(() -> new Ports(4566, 4566, 0, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("differ");
    }

    @Test
    void credentials_printed_hideTheSecret() {
        assertThat(new Credentials("id", "topsecret")).asString().doesNotContain("topsecret");
    }

    private static Set<Service> cloudServices(EmbeddedCloud cloud) {
        return EnumSet.copyOf(cloud.settings().services());
    }

    private static Ports ports(Endpoints endpoints) {
        return new Ports(endpoints.s3().getPort(), endpoints.sqs().getPort(), endpoints.mongoUri().getPort(),
                endpoints.redisUri().getPort(), 0,
                endpoints.issuer().getPort(), endpoints.ai().getPort());
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(URI url) throws Exception {
        try (var in = url.toURL().openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
