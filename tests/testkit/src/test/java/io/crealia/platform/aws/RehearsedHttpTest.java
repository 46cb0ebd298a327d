package io.crealia.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A rehearsal may run whatever it likes: nothing arrives. */
final class RehearsedHttpTest {
    private record Received(String method, String path, boolean signed) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private AwsClients clients;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().containsKey("Authorization")));
            var body = "{\"SecretString\":\"real\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
            exchange.getResponseBody().write(exchange.getRequestMethod().equals("HEAD") ? new byte[0] : body);
            exchange.close();
        });
        server.start();
        clients = clients("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static AwsClients clients(String endpoint) {
        return new AwsClients(AwsSettings.of(new Environment(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID",
                "a", "AWS_SECRET_ACCESS_KEY", "s", "AWS_ENDPOINT_URL_S3", endpoint, "AWS_ENDPOINT_URL_SQS",
                endpoint))));
    }

    @Test
    void rehearse_readsAndWrites_answersThatNothingIsThereAndTakesAll() throws Exception {
        clients.rehearse(() -> {
            runThrough(clients.s3());
            var sent = clients.sqs().sendMessage(send -> send.queueUrl("https://queue/1").messageBody("{\"a\":\"ä\"}"));
            assertThat(sent.messageId()).isEqualTo("rehearsal");
            var named = MessageAttributeValue.builder().dataType("String").stringValue("käse").build();
            clients.sqs().sendMessage(send -> send.queueUrl("https://queue/1").messageBody("{}")
                    .messageAttributes(Map.of("b", named, "a", named)));
            clients.sqs().deleteMessage(delete -> delete.queueUrl("https://queue/1").receiptHandle("r"));
            return null;
        });

        assertThat(received).as("one knock at the one host, without credentials")
                .containsExactly(new Received("HEAD", "/", false));
    }

    private static void runThrough(S3Client s3) {
        assertThatThrownBy(() -> s3.getObject(get -> get.bucket("b").key("k"))).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket("b").key("k")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.listObjectsV2(list -> list.bucket("b")).contents()).isEmpty();
        assertThat(s3.listMultipartUploads(list -> list.bucket("b")).uploads()).isEmpty();
        s3.putObject(put -> put.bucket("b").key("k"), RequestBody.fromString("dropped"));
        s3.deleteObject(delete -> delete.bucket("b").key("k"));
        s3.deleteObjects(
                delete -> delete.bucket("b").delete(keys -> keys.objects(ObjectIdentifier.builder().key("k").build())));
    }

    @Test
    void rehearse_hostAway_isNotNeeded() throws Exception {
        var away = clients("http://127.0.0.1:1");

        assertThat(away.rehearse(() -> away.s3().listObjectsV2(list -> list.bucket("b")).keyCount())).isZero();
    }

    @Test
    void rehearse_secrets_areAskedForReally() throws Exception {
        var secrets = clients.configured(SecretsManagerClient.builder(),
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))).build();

        assertThat(clients.rehearse(() -> secrets.getSecretValue(get -> get.secretId("s")).secretString()))
                .isEqualTo("real");
    }

    @Test
    void afterwards_alsoWhenTheWorkFailed_everythingArrives() {
        assertThatThrownBy(() -> clients.rehearse(() -> {
            throw new DependencyException("planted", null);
        })).isInstanceOf(DependencyException.class);

        clients.s3().putObject(put -> put.bucket("b").key("k"), RequestBody.fromString("kept"));
        assertThat(received).containsExactly(new Received("PUT", "/b/k", true));
        var away = clients("http://127.0.0.1:1");
        assertThatThrownBy(() -> away.s3().listObjectsV2(list -> list.bucket("b")))
                .isInstanceOf(SdkClientException.class);
    }
}
