package io.crealia.local.lambda.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.lambda.InvocationListener.Invocation;
import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.TestFunctions;
import io.crealia.local.lambda.handler.EchoHandler;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Instant NOW = Instant.parse("2026-03-10T00:03:59.428Z");

    private final List<Invocation> heard = new CopyOnWriteArrayList<>();
    private final List<FunctionDefinition> functions = List.of(
            function("Often", new Schedule("Tick", "crealia-test-often", Duration.ofMillis(100), Optional.empty())),
            function("Rarely", new Schedule("Tick", "crealia-test-rarely", Duration.ofDays(1),
                    Optional.of("{\"constant\":true}"))));
    private final LocalLambda lambda = TestFunctions.lambda(functions, heard::add);
    private final Scheduler scheduler = Scheduler.start(functions, lambda, "eu-central-1", "000000000000",
            InstantSource.fixed(NOW), Map.of());

    @AfterEach
    void stop() {
        scheduler.close();
        lambda.close();
    }

    @Test
    void start_rate_invokesAgainAndAgain() {
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() >= 3);

        assertThat(heard).extracting(Invocation::function).containsOnly("Often");
    }

    @Test
    void start_rateOfOurOwn_winsOverTheTemplates() {
        var rarely = functions.getLast();
        try (var _ = Scheduler.start(List.of(rarely), lambda, "eu-central-1", "000000000000", InstantSource.fixed(NOW),
                Map.of(rarely.name(), Duration.ofMillis(100), "crealia-test-nobody", Duration.ofMillis(100)))) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> heard.stream().anyMatch(each -> each.function().equals("Rarely")));
        }
    }

    @Test
    void trigger_ruleName_sendsTheScheduledEvent() throws IOException {
        var event = event(scheduler.trigger("crealia-test-often"));

        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("time").asText()).isEqualTo("2026-03-10T00:03:59Z");
        assertThat(event.path("account").asText()).isEqualTo("000000000000");
        assertThat(event.path("region").asText()).isEqualTo("eu-central-1");
        assertThat(event.path("version").asText()).isEqualTo("0");
        assertThat(event.path("id").asText()).isNotEmpty();
        assertThat(event.at("/resources/0").asText())
                .isEqualTo("arn:aws:events:eu-central-1:000000000000:rule/crealia-test-often");
        assertThat(event.path("detail").isObject()).isTrue();
    }

    @Test
    void trigger_functionId_sendsTheConstantInput() throws IOException {
        assertThat(event(scheduler.trigger("Rarely"))).isEqualTo(new ObjectMapper().readTree("{\"constant\":true}"));
    }

    @Test
    void trigger_unknownName_listsThoseThatExist() {
        assertThatThrownBy(() -> scheduler.trigger("never")).hasMessageContaining("never")
                .hasMessageContaining("crealia-test-often");
    }

    private static JsonNode event(InvocationResult result) throws IOException {
        var json = new ObjectMapper();
        return json.readTree(json.readTree(((Answered) result).payload()).path("body").asText()).path("event");
    }

    private static FunctionDefinition function(String id, Schedule schedule) {
        return TestFunctions.function(id, EchoHandler.class, Duration.ofSeconds(10), Map.of(), schedule);
    }
}
