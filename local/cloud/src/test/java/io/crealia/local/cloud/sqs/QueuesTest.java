package io.crealia.local.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.Clients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class QueuesTest {

    @TempDir
    Path directory;
    private EmbeddedCloud cloud;
    private SqsClient sqs;
    private InstantSource clock = InstantSource.system();

    @BeforeEach
    void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.SQS).withClock(clock));
        sqs = Clients.sqs(cloud.endpoints());
    }

    @AfterEach
    void stop() {
        sqs.close();
        cloud.close();
    }

    private void restart() {
        stop();
        start();
    }

    private String create(QueueSpec spec) {
        return cloud.createQueue(spec).toString();
    }

    @Test
    void create_again_keepsMessagesAndTakesNewAttributes() {
        create(QueueSpec.named("dead"));
        String url = create(QueueSpec.named("work").withRedrive("dead", 5));
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("kept"));

        String same = create(
                QueueSpec.named("work").withVisibilityTimeout(Duration.ofSeconds(60)).withRedrive("dead", 2));

        assertThat(same).isEqualTo(url);
        Map<QueueAttributeName, String> attributes = sqs
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL)).attributes();
        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains("\"maxReceiveCount\":2")
                .contains(":dead\"");
        assertThat(Clients.take(sqs, url, 1)).containsExactly("kept");
    }

    @Test
    void create_redriveToUnknownQueue_isRefused() {
        assertThatThrownBy(() -> create(QueueSpec.named("work").withRedrive("nowhere", 5)))
                .hasMessageContaining("nowhere");
    }

    @Test
    void receive_moreOftenThanAllowed_movesToDeadLetters() {
        String dead = create(QueueSpec.named("dead"));
        String url = create(QueueSpec.named("work").withVisibilityTimeout(Duration.ZERO).withRedrive("dead", 2));
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("poison"));

        int received = 0;
        while (!sqs.receiveMessage(r -> r.queueUrl(url)).messages().isEmpty()) {
            received++;
        }

        assertThat(received).isEqualTo(2);
        assertThat(Clients.take(sqs, dead, 1)).containsExactly("poison");
    }

    @Test
    void restart_queuesAndMessages_areAllThere() {
        create(QueueSpec.named("dead"));
        String before = create(QueueSpec.named("work").withVisibilityTimeout(Duration.ofSeconds(7))
                .withRedrive("dead", 5));
        sqs.sendMessage(r -> r.queueUrl(before).messageBody("with attribute").messageAttributes(
                Map.of("correlation", MessageAttributeValue.builder().dataType("String").stringValue("c-1").build())));
        sqs.sendMessage(r -> r.queueUrl(before).messageBody("deleted"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> deleted(before, "deleted"));

        restart();

        String after = sqs.getQueueUrl(r -> r.queueName("work")).queueUrl();
        var attributes = sqs.getQueueAttributes(r -> r.queueUrl(after).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains(":dead\"");
        var messages = sqs.receiveMessage(
                r -> r.queueUrl(after).maxNumberOfMessages(10).waitTimeSeconds(10).messageAttributeNames("All"))
                .messages();
        assertThat(messages).extracting(Message::body).containsExactly("with attribute");
        assertThat(messages.getFirst().messageAttributes().get("correlation").stringValue()).isEqualTo("c-1");
    }

    /** Receives with no visibility timeout, so that the others stay available. */
    private boolean deleted(String url, String body) {
        for (Message message : sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages()) {
            if (message.body().equals(body)) {
                sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                return true;
            }
        }
        return false;
    }

    @Test
    void restart_receiveCount_goesOnCounting() {
        create(QueueSpec.named("dead"));
        String before = create(QueueSpec.named("work").withVisibilityTimeout(Duration.ZERO).withRedrive("dead", 2));
        sqs.sendMessage(r -> r.queueUrl(before).messageBody("poison"));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(before)).messages()).hasSize(1);

        restart();

        String after = sqs.getQueueUrl(r -> r.queueName("work")).queueUrl();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(after)).messages()).hasSize(1);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(after)).messages()).isEmpty();
        assertThat(Clients.take(sqs, sqs.getQueueUrl(r -> r.queueName("dead")).queueUrl(), 1))
                .containsExactly("poison");
    }

    @Test
    void restart_afterRetention_dropsOldMessages() {
        String url = create(QueueSpec.named("work").withRetention(Duration.ofHours(1)));
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("old"));
        create(QueueSpec.named("slow").withRetention(Duration.ofDays(14)));
        sqs.sendMessage(r -> r.queueUrl(url.replace("work", "slow")).messageBody("kept"));
        clock = InstantSource.offset(InstantSource.system(), Duration.ofHours(2));

        restart();

        assertThat(Clients.take(sqs, sqs.getQueueUrl(r -> r.queueName("slow")).queueUrl(), 1)).containsExactly("kept");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(sqs.getQueueUrl(q -> q.queueName("work")).queueUrl())).messages())
                .isEmpty();
    }

    @Test
    void moveTask_deadLetters_goBackToTheirQueue() {
        String dead = create(QueueSpec.named("dead"));
        String url = create(QueueSpec.named("work").withRedrive("dead", 5));
        sqs.sendMessage(r -> r.queueUrl(dead).messageBody("again"));
        String account = "arn:aws:sqs:" + cloud.endpoints().region() + ":000000000000:";
        sqs.startMessageMoveTask(r -> r.sourceArn(account + "dead").destinationArn(account + "work"));
        assertThat(Clients.take(sqs, url, 1)).containsExactly("again");
    }

    @Test
    void spec_outOfRange_isRefusedByName() {
        assertThatThrownBy(() -> QueueSpec.named("a.b")).hasMessageContaining("queue name");
        assertThatThrownBy(() -> QueueSpec.named("a").withVisibilityTimeout(Duration.ofHours(13)))
                .hasMessageContaining("visibilityTimeout");
        assertThatThrownBy(() -> QueueSpec.named("a").withRedrive("d", 0)).hasMessageContaining("maxReceiveCount");
    }
}
