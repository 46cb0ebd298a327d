package io.crealia.webhooks.usecase;

import static io.crealia.webhooks.Samples.ACME;
import static io.crealia.webhooks.Samples.ENDPOINT;
import static io.crealia.webhooks.Samples.RIVAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.webhooks.Samples;
import io.crealia.webhooks.adapter.SecureKeyMaker;
import io.crealia.webhooks.domain.Attempt;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryState;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Endpoint.RequestMark;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.StandardWebhooks;
import io.crealia.webhooks.domain.StandardWebhooks.Verdict;
import io.crealia.webhooks.usecase.MakeAttempt.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MakeAttemptTest {
    private final Fixture fixture = new Fixture();
    private final Endpoint endpoint = Samples.endpoint(ACME, ENDPOINT, 0);

    @BeforeEach
    void oneEndpoint() {
        fixture.endpoints.insert(endpoint);
    }

    @Test
    void execute_receiverTakesIt_succeedsWithASignedMessage() {
        fixture.tell.execute(Samples.ready(1));
        assertThat(fixture.work()).containsExactly(Result.SENT);

        assertThat(fixture.only().state()).isEqualTo(new DeliveryState.Succeeded());
        assertThat(fixture.posts).singleElement().satisfies(post -> {
            assertThat(post.url()).isEqualTo(endpoint.url());
            assertThat(post.body()).isEqualTo(Samples.ready(1).payload());
            assertThat(post.headers()).containsEntry("webhook-id", Samples.ready(1).id().value())
                    .containsEntry("x-correlation-id", Samples.ready(1).correlationId().orElseThrow());
            assertThat(verify(endpoint.newestKey().key(), post)).isEqualTo(Verdict.GENUINE);
        });
        assertThat(fixture.queue).isEmpty();
    }

    @Test
    void execute_afterARotation_signsWithBothKeysForADay() {
        var fresh = new SecureKeyMaker().make(SigningKey.Kind.V1A);
        fixture.endpoints.compareAndSet(
                endpoint.rotated(fresh, new RequestMark("k", "h"), fixture.clock.instant()).orElseThrow());
        fixture.tell.execute(Samples.ready(1));
        fixture.work();
        assertThat(verify(endpoint.newestKey().key(), fixture.posts.get(0))).isEqualTo(Verdict.GENUINE);
        assertThat(verify(fresh, fixture.posts.get(0))).isEqualTo(Verdict.GENUINE);

        fixture.clock.advance(Duration.ofHours(24));
        fixture.tell.execute(Samples.ready(2));
        fixture.work();

        assertThat(verify(endpoint.newestKey().key(), fixture.posts.get(1))).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(verify(fresh, fixture.posts.get(1))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void execute_receiverFails_comesAgainWithTheSameIdAndBody() {
        fixture.answer(500, 302, 200);
        fixture.tell.execute(Samples.ready(1));
        assertThat(fixture.work()).containsExactly(Result.NOT_TAKEN);
        fixture.clock.advance(Duration.ofSeconds(4));
        assertThat(fixture.work()).isEmpty();
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.work()).containsExactly(Result.NOT_TAKEN);
        fixture.clock.advance(Duration.ofMinutes(6));
        assertThat(fixture.work()).containsExactly(Result.SENT);

        assertThat(fixture.posts).extracting(Fixture.Post::body).containsOnly(Samples.ready(1).payload());
        assertThat(fixture.posts).extracting(post -> post.headers().get("webhook-id")).containsOnly(
                Samples.ready(1).id().value());
        assertThat(fixture.only().attempts()).extracting(attempt -> attempt.error().orElse(null))
                .containsExactly(AttemptError.STATUS, AttemptError.REDIRECT, null);
    }

    @Test
    void execute_receiverFailsForDays_isTriedTenTimesAndThenFailed() {
        IntStream.range(0, 20).forEach(_ -> fixture.answer(503));
        fixture.tell.execute(Samples.ready(1));
        for (int step = 0; step < 6 * 24 * 6; step++) {
            fixture.work();
            fixture.sweep.execute();
            fixture.clock.advance(Duration.ofMinutes(10));
        }

        assertThat(fixture.posts).hasSize(10);
        assertThat(fixture.only().state()).isEqualTo(new DeliveryState.Failed());
        assertThat(fixture.queue).isEmpty();
    }

    @Test
    void execute_gone_disablesTheEndpointAndWhatWaits() {
        fixture.answer(410);
        fixture.tell.execute(Samples.ready(1));
        fixture.tell.execute(Samples.ready(2));
        assertThat(fixture.work()).containsExactly(Result.NOT_TAKEN, Result.CANCELLED);

        assertThat(fixture.endpoints.find(ACME, ENDPOINT).orElseThrow().state()).isEqualTo(Endpoint.State.GONE);
        assertThat(fixture.posts).hasSize(1);
        assertThat(fixture.tell.execute(Samples.ready(3))).isZero();
    }

    @Test
    void execute_goneWhileTheEndpointChanges_disablesItAllTheSame() {
        fixture.answer(410);
        fixture.whileSending = () -> fixture.endpoints.compareAndSet(fixture.endpoints.find(ACME, ENDPOINT)
                .orElseThrow().changed(Optional.empty(), Optional.empty(), Optional.of(true), fixture.clock.instant()));
        fixture.tell.execute(Samples.ready(1));
        fixture.work();

        assertThat(fixture.endpoints.find(ACME, ENDPOINT).orElseThrow().state()).isEqualTo(Endpoint.State.GONE);
    }

    @Test
    void execute_endpointDeleted_isCancelled() {
        fixture.tell.execute(Samples.ready(1));
        fixture.endpoints.delete(ACME, ENDPOINT);

        assertThat(fixture.work()).containsExactly(Result.CANCELLED);
        assertThat(fixture.posts).isEmpty();
    }

    @Test
    void execute_messageRepeatedOrForeign_isStale() {
        fixture.tell.execute(Samples.ready(1));
        var message = fixture.queue.getFirst().delivery();
        assertThat(fixture.attempt.execute(RIVAL, message.id(), 1)).isEqualTo(Result.STALE);
        assertThat(fixture.attempt.execute(ACME, message.id(), 2)).isEqualTo(Result.STALE);
        assertThat(fixture.attempt(message)).isEqualTo(Result.SENT);
        assertThat(fixture.attempt(message)).isEqualTo(Result.STALE);
        assertThat(fixture.posts).hasSize(1);
    }

    @Test
    void execute_messageSixteenTimesAtOnce_isSentOnce() throws Exception {
        fixture.tell.execute(Samples.ready(1));
        var message = fixture.queue.removeFirst().delivery();
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<Result>>mapToObj(_ -> () -> fixture.attempt(message)).toList());
        }
        // One that found the place taken may have put the attempt off before the other could claim it.
        fixture.clock.advance(Duration.ofMinutes(10));
        fixture.work();

        assertThat(fixture.posts).hasSize(1);
        assertThat(fixture.only().state()).isEqualTo(new DeliveryState.Succeeded());
    }

    @Test
    void execute_tenantWithSlowReceivers_holdsNobodyElse() {
        fixture.endpoints.insert(Samples.endpoint(RIVAL, Samples.endpointId(9), 0));
        for (int i = 0; i < Fixture.PLACES; i++) {
            fixture.bulkhead.enter(ACME, Delivery.first(Samples.ready(100 + i), ENDPOINT, Samples.NOW).id(),
                    Samples.NOW, Samples.NOW.plusSeconds(60));
        }
        IntStream.range(0, 20).forEach(i -> fixture.tell.execute(Samples.ready(i)));
        fixture.tell.execute(Samples.ready(RIVAL, 50));

        var results = fixture.work().stream().collect(Collectors.groupingBy(result -> result, Collectors.counting()));

        assertThat(results).containsEntry(Result.DEFERRED, 20L).containsEntry(Result.SENT, 1L);
        assertThat(fixture.posts).singleElement()
                .satisfies(post -> assertThat(post.url().text()).endsWith("/0"));
        assertThat(fixture.deliveries.all()).filteredOn(delivery -> delivery.tenant().equals(ACME))
                .allSatisfy(delivery -> assertThat(delivery.begun()).isZero());
        // The places of the dead are free after their lease, and everything is sent in the end.
        for (int minute = 0; minute < 15; minute++) {
            fixture.clock.advance(Duration.ofMinutes(1));
            fixture.work();
            fixture.sweep.execute();
        }
        assertThat(fixture.deliveries.all()).hasSize(21)
                .allSatisfy(delivery -> assertThat(delivery.state()).isEqualTo(new DeliveryState.Succeeded()));
        assertThat(fixture.posts).hasSize(21);
    }

    @Test
    void execute_makerDies_isTakenUpBySweeperAndNotSentTwiceByIt() {
        fixture.whileSending = () -> {
            throw new IllegalStateException("killed");
        };
        fixture.tell.execute(Samples.ready(1));
        var message = fixture.queue.removeFirst().delivery();
        try {
            fixture.attempt(message);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("killed");
        }
        fixture.whileSending = () -> {};
        assertThat(fixture.attempt(message)).as("the message comes again").isEqualTo(Result.STALE);
        assertThat(fixture.sweep.execute().lost()).isZero();

        fixture.clock.advance(MakeAttempt.LEASE);
        assertThat(fixture.sweep.execute().lost()).isEqualTo(1);
        fixture.clock.advance(Duration.ofSeconds(6));
        assertThat(fixture.work()).containsExactly(Result.SENT);
        assertThat(fixture.only().attempts()).extracting(Attempt::error).containsExactly(
                Optional.of(AttemptError.LOST), Optional.empty());
    }

    @Test
    void execute_answerComesAfterTheLease_changesNothing() {
        fixture.whileSending = () -> {
            fixture.clock.advance(MakeAttempt.LEASE);
            fixture.sweep.execute();
        };
        fixture.answer(200, 200);
        fixture.tell.execute(Samples.ready(1));
        fixture.work();
        fixture.whileSending = () -> {};

        assertThat(fixture.only().state()).isInstanceOf(DeliveryState.Waiting.class);
        fixture.clock.advance(Duration.ofSeconds(6));
        fixture.work();
        assertThat(fixture.only().attempts()).hasSize(2);
        assertThat(fixture.only().state()).isEqualTo(new DeliveryState.Succeeded());
    }

    @Test
    void sweep_longQueue_doesNotMultiplyMessages() {
        fixture.tell.execute(Samples.ready(1));
        var sent = new ArrayList<Integer>();
        for (int minute = 0; minute < 10; minute++) {
            fixture.clock.advance(Duration.ofMinutes(1));
            sent.add(fixture.sweep.execute().sent());
        }
        assertThat(sent.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
        assertThat(fixture.work()).containsExactly(Result.SENT, Result.STALE, Result.STALE);
    }

    @Test
    void redeliver_ended_sendsTheSameEventAgain() {
        fixture.answer(410);
        fixture.tell.execute(Samples.ready(1));
        fixture.work();
        assertThat(fixture.redeliver.execute(ACME, fixture.only().id()))
                .isInstanceOf(Redeliver.Result.NoReceiver.class);
        fixture.endpoints.compareAndSet(fixture.endpoints.find(ACME, ENDPOINT).orElseThrow().changed(Optional.empty(),
                Optional.empty(), Optional.of(true), fixture.clock.instant()));

        assertThat(fixture.redeliver.execute(RIVAL, fixture.only().id())).isInstanceOf(Redeliver.Result.Unknown.class);
        assertThat(fixture.redeliver.execute(ACME, fixture.only().id())).isInstanceOf(Redeliver.Result.Started.class);
        assertThat(fixture.redeliver.execute(ACME, fixture.only().id())).isInstanceOf(Redeliver.Result.UnderWay.class);
        assertThat(fixture.work()).containsExactly(Result.SENT);
        assertThat(fixture.posts).extracting(post -> post.headers().get("webhook-id")).hasSize(2)
                .containsOnly(Samples.ready(1).id().value());
    }

    @Test
    void execute_retryAfter_isAFloor() {
        fixture.answers.addAll(List.of(Outcome.answered(503, Optional.of(Duration.ofMinutes(2)))));
        fixture.tell.execute(Samples.ready(1));
        fixture.work();
        fixture.clock.advance(Duration.ofSeconds(119));
        assertThat(fixture.work()).isEmpty();
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(fixture.work()).containsExactly(Result.SENT);
    }

    private Verdict verify(SigningKey key, Fixture.Post post) {
        var receiver = key instanceof SigningKey.Asymmetric pair ? pair.publicHalf() : key;
        return StandardWebhooks.verify(receiver, post.headers().get("webhook-id"),
                post.headers().get("webhook-timestamp"), post.headers().get("webhook-signature"),
                post.body().getBytes(UTF_8), fixture.clock.instant());
    }
}
