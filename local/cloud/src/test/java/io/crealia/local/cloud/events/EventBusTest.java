package io.crealia.local.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cloud.Clients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSender;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventBusTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.5Z"));

    @TempDir
    Path directory;

    @Test
    void put_matchingRule_deliversTheEnvelopeToItsQueue() throws Exception {
        var settings = CloudSettings.inDirectory(directory).only(Service.SQS).withClock(CLOCK);
        try (var cloud = EmbeddedCloud.start(settings); var sqs = Clients.sqs(cloud.endpoints())) {
            URI queue = cloud.createQueue(QueueSpec.named("states"));
            cloud.rule("states", EventPatternTest.json("{\"source\":[\"aws.mediaconvert\"]}"), queue);

            String id = cloud.put(event("aws.mediaconvert"));
            cloud.put(event("aws.other"));

            JsonNode envelope = EventPatternTest.json(Clients.take(sqs, queue.toString(), 1).getFirst());
            assertThat(envelope.path("id").textValue()).isEqualTo(id);
            assertThat(envelope.path("version").textValue()).isEqualTo("0");
            assertThat(envelope.path("time").textValue()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(envelope.path("account").textValue()).isEqualTo("000000000000");
            assertThat(envelope.path("region").textValue()).isEqualTo(cloud.endpoints().region());
            assertThat(envelope.path("detail-type").textValue()).isEqualTo("Job State Change");
            assertThat(envelope.path("resources").path(0).textValue()).isEqualTo("arn:aws:mediaconvert:job");
            assertThat(envelope.path("detail").path("status").textValue()).isEqualTo("COMPLETE");
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue.toString())).messages()).isEmpty();
        }
    }

    @Test
    void put_oneQueueDown_servesTheOthersAndThrows() throws Exception {
        var delivered = new ArrayList<String>();
        EventBus bus = bus((queue, body) -> {
            if (queue.equals("b")) {
                throw new IllegalStateException("down");
            }
            delivered.add(queue);
        });
        for (String name : List.of("a", "b", "c")) {
            bus.rule(name, EventPatternTest.json("{\"source\":[\"s\"]}"), name);
        }
        assertThatThrownBy(() -> bus.put(event("s"))).hasMessage("down");
        assertThat(delivered).containsExactly("a", "c");
    }

    @Test
    void rule_sameName_isReplaced() throws Exception {
        var delivered = new ArrayList<String>();
        EventBus bus = bus((queue, body) -> delivered.add(body));
        bus.rule("r", EventPatternTest.json("{\"source\":[\"s\"]}"), "q");
        bus.rule("r", EventPatternTest.json("{\"source\":[\"t\"]}"), "q");
        bus.put(event("s"));
        assertThat(delivered).isEmpty();
    }

    @Test
    void deliver_afterRestart_findsTheRulesAgain() throws Exception {
        bus((queue, body) -> {}).rule("r", EventPatternTest.json("{\"source\":[\"s\"]}"), "q");
        var delivered = new ArrayList<String>();
        bus((queue, body) -> delivered.add(queue)).put(event("s"));
        assertThat(delivered).containsExactly("q");
    }

    private EventBus bus(QueueSender queues) {
        return new EventBus(directory, "eu-central-1", "000000000000", queues, CLOCK);
    }

    private static BusEvent event(String source) throws Exception {
        return new BusEvent(source, "Job State Change", List.of("arn:aws:mediaconvert:job"),
                EventPatternTest.json("{\"status\":\"COMPLETE\"}"));
    }
}
