package io.crealia.platform.message;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.error.DependencyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

final class SqsMessageSenderTest extends MessageSenderContract {
    private static EmbeddedCloud cloud;
    private static int generation;

    private final Map<QueueName, String> queues = new EnumMap<>(QueueName.class);
    private AwsClients clients;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.SQS));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void queues() {
        generation++;
        for (var queue : QueueName.values()) {
            queues.put(queue, cloud.createQueue(QueueSpec.named(queue + "-" + generation)).toString());
        }
        clients = clients(cloud.endpoints().sqs().toString());
    }

    static AwsClients clients(String endpoint) {
        var variables = new HashMap<String, String>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "key");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put("AWS_ENDPOINT_URL_SQS", endpoint);
        return new AwsClients(AwsSettings.of(new Environment(variables)));
    }

    @Override
    MessageSender sender() {
        return new SqsMessageSender(clients::sqs, queues::get);
    }

    @Test
    void send_bodyWithACorrelationId_hasItAsAttribute() {
        var sender = sender();
        sender.send(new OutboxMessage("1", QueueName.FACTS, "{\"correlation_id\":\"c-1\"}"));
        sender.send(new OutboxMessage("2", QueueName.ASSETS, "{\"correlation_id\":\"a text\"}"));
        sender.send(new OutboxMessage("3", QueueName.PRIVACY, "no JSON"));

        assertThat(attributes(QueueName.FACTS)).containsExactly("c-1");
        assertThat(attributes(QueueName.ASSETS)).isEmpty();
        assertThat(attributes(QueueName.PRIVACY)).isEmpty();
    }

    private List<String> attributes(QueueName queue) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> clients.sqs()
                .receiveMessage(request -> request.queueUrl(queues.get(queue)).messageAttributeNames("All"))
                .messages(), messages -> !messages.isEmpty()).getFirst().messageAttributes().values().stream()
                .map(MessageAttributeValue::stringValue).toList();
    }

    @Override
    MessageSender brokenSender() {
        return new SqsMessageSender(clients("http://127.0.0.1:1")::sqs, queues::get);
    }

    @Override
    List<String> received(QueueName queue, int expected) {
        var bodies = new ArrayList<String>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clients.sqs().receiveMessage(request -> request.queueUrl(queues.get(queue)).maxNumberOfMessages(10))
                    .messages().forEach(message -> bodies.add(message.body()));
            return bodies.size() >= expected;
        });
        return bodies;
    }

    @Test
    void send_noSuchQueue_isDependencyFailure() {
        var sender = new SqsMessageSender(clients::sqs, queue -> queues.get(queue) + "-gone");

        assertThatThrownBy(() -> sender.send(new OutboxMessage("evt_1", QueueName.FACTS, "x")))
                .isInstanceOf(DependencyException.class).hasMessageContaining("evt_1").hasMessageContaining("FACTS");
    }
}
