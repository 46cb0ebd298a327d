package io.crealia.webhooks.usecase;

import static io.crealia.webhooks.Samples.ACME;
import static io.crealia.webhooks.Samples.ENDPOINT;
import static io.crealia.webhooks.Samples.NOW;
import static io.crealia.webhooks.Samples.OTHER_ENDPOINT;
import static io.crealia.webhooks.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.webhooks.Samples;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.domain.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TellEndpointsTest {
    private final Fixture fixture = new Fixture();

    @Test
    void execute_severalEndpoints_tellsThoseThatWantIt() {
        fixture.endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0));
        fixture.endpoints.insert(Samples.endpoint(ACME, OTHER_ENDPOINT, 1, EventType.ASSET_ERRORED));
        fixture.endpoints.insert(Samples.endpoint(RIVAL, Samples.endpointId(3), 0));
        fixture.endpoints.insert(Samples.endpoint(ACME, Samples.endpointId(4), 2).changed(Optional.empty(),
                Optional.empty(), Optional.of(false), NOW));

        assertThat(fixture.tell.execute(Samples.ready(1))).isEqualTo(1);
        assertThat(fixture.only().endpoint()).isEqualTo(ENDPOINT);
        assertThat(fixture.queue).hasSize(1);
    }

    @Test
    void execute_eventBeforeTheEndpoint_isNotTold() {
        fixture.endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0));
        var early = Event.of(Samples.changed(ACME, 1, AssetState.READY, true, 7, NOW.minus(Duration.ofHours(2))))
                .orElseThrow();

        assertThat(fixture.tell.execute(early)).isZero();
    }

    @Test
    void execute_factsRepeatedAndShuffledAndAtOnce_makeOneDeliveryForEachTerminalState() throws Exception {
        fixture.endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0));
        fixture.endpoints.insert(Samples.endpoint(ACME, OTHER_ENDPOINT, 1));
        var random = new Random(20260301);
        var facts = new ArrayList<Fact.AssetChanged>();
        for (int asset = 0; asset < 50; asset++) {
            var end = List.of(AssetState.READY, AssetState.READY_DEGRADED, AssetState.ERRORED, AssetState.CANCELLED)
                    .get(asset % 4);
            for (var fact : List.of(Samples.changed(ACME, asset, AssetState.PREPARING, false, 1, NOW),
                    Samples.changed(ACME, asset, AssetState.PREPARING, true, 4, NOW.plusSeconds(1)),
                    Samples.changed(ACME, asset, end, asset % 2 == 0, 7, NOW.plusSeconds(2)))) {
                facts.addAll(Collections.nCopies(1 + random.nextInt(5), fact));
            }
        }
        Collections.shuffle(facts, random);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = facts.stream()
                    .<Callable<Integer>>map(fact -> () -> Event.of(fact).map(fixture.tell::execute).orElse(0)).toList();
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(fixture.deliveries.all()).hasSize(50 * 3 * 2);
        for (int asset = 0; asset < 50; asset++) {
            var id = Samples.asset(asset);
            assertThat(fixture.deliveries.all().stream().filter(d -> d.endpoint().equals(ENDPOINT))
                    .filter(d -> d.event().asset().equals(Optional.of(id))).map(d -> d.event().type()))
                    .hasSize(3).contains(EventType.ASSET_CREATED, EventType.ASSET_PLAYABLE);
        }
        assertThat(fixture.queue).hasSize(300);
    }

    @Test
    void execute_queueAway_isSentByTheSweeper() {
        fixture.endpoints.insert(Samples.endpoint(ACME, ENDPOINT, 0));
        fixture.queueAway = true;
        assertThat(fixture.tell.execute(Samples.ready(1))).isEqualTo(1);
        fixture.queueAway = false;
        assertThat(fixture.sweep.execute().sent()).isZero();
        fixture.clock.advance(Duration.ofMinutes(1));

        assertThat(fixture.sweep.execute().sent()).isEqualTo(1);
        assertThat(fixture.work()).containsExactly(MakeAttempt.Result.SENT);
    }

    @Test
    void payload_isThinAndNamesNoPerson() {
        var json = """
                {"type":"asset.errored","timestamp":"2026-03-01T12:00:00Z","data":{"asset_id":"%s","workflow_id":"%s",\
                "state":"errored","playable":false,"reason":"transcode.refused"}}""";
        var change = Samples.changed(ACME, 1, AssetState.ERRORED, false, 7, NOW);
        var failed = new Fact.AssetChanged(change.header(), change.runId(), 7, AssetState.ERRORED,
                Optional.of(new Fact.Reason("transcode.refused", "somebody's words")), 40, false, List.of(),
                change.results());

        assertThat(Event.of(failed).orElseThrow().payload())
                .isEqualTo(json.formatted(Samples.asset(1), change.runId()));
    }

    @Test
    void of_deletion_isToldOnceItWasVerified() {
        assertThat(Event.of(Samples.changed(ACME, 1, AssetState.DELETING, false, 8, NOW))).isEmpty();
        assertThat(Event.of(Samples.changed(ACME, 1, AssetState.DELETED, false, 9, NOW))).isEmpty();
        var erased = new Fact.AssetErased(Samples.changed(ACME, 1, AssetState.DELETED, false, 9, NOW).header());
        var again = new Fact.AssetErased(
                Samples.changed(ACME, 1, AssetState.DELETED, false, 10, NOW.plusSeconds(9)).header());

        assertThat(Event.of(erased).type()).isEqualTo(EventType.ASSET_DELETED);
        assertThat(Event.of(again).id()).isEqualTo(Event.of(erased).id());
    }

    @Test
    void wants_choicesAreEveryTypeButTheTrial() {
        assertThat(EventType.choices()).hasSize(8).doesNotContain(EventType.WEBHOOK_TEST);
        assertThat(IntStream.range(0, 8).mapToObj(i -> EventType.choices().get(i).wireName())).doesNotHaveDuplicates();
    }
}
