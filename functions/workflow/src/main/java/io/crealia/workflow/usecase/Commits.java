package io.crealia.workflow.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.workflow.domain.Announcement;
import io.crealia.workflow.domain.Decision;
import io.crealia.workflow.domain.Effect;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.port.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns decisions into what is stored: the run and the messages that it owes, in one write. */
final class Commits {
    /** Messages that are older were not sent by whoever decided them. */
    static final Duration RELAY_AFTER = Duration.ofSeconds(30);

    private Commits() {}

    static StoredRun first(Decision.Changed decision, Optional<StoredRun.Call> call, Instant now) {
        return stored(decision.next(), messages(Optional.empty(), decision, now), call, now);
    }

    static StoredRun next(StoredRun before, Decision.Changed decision, Instant now) {
        var fresh = messages(Optional.of(before.run()), decision, now);
        if (decision.next().state() instanceof RunState.Erased) {
            // What the run still owed is not wanted any more, nor is the answer to the call that made it.
            return stored(decision.next(), fresh, Optional.empty(), now);
        }
        var announces = fresh.stream().anyMatch(message -> message.queue() == QueueName.ASSETS);
        var outbox = new ArrayList<OutboxMessage>();
        // An announcement holds the full state, so one that was not sent is not missed once there is a newer one.
        before.outbox().stream().filter(message -> !announces || message.queue() != QueueName.ASSETS)
                .forEach(outbox::add);
        outbox.addAll(fresh);
        return stored(decision.next(), outbox, before.call(), now);
    }

    private static StoredRun stored(Run run, List<OutboxMessage> outbox, Optional<StoredRun.Call> call, Instant now) {
        var due = run.dueAt();
        if (!outbox.isEmpty()) {
            var relay = now.plus(RELAY_AFTER);
            due = due.filter(at -> at.isBefore(relay)).or(() -> Optional.of(relay));
        }
        return new StoredRun(run, outbox, due, call);
    }

    private static List<OutboxMessage> messages(Optional<Run> before, Decision.Changed decision, Instant now) {
        var messages = new ArrayList<OutboxMessage>();
        var run = decision.next();
        for (var effect : decision.effects()) {
            // Derived, so that a message that is sent twice has one id.
            var id = run.id() + ":" + run.version() + ":" + messages.size();
            var header = new Fact.Header(id, now, run.tenantId(), run.order().assetId(), run.order().correlationId());
            messages.add(switch (effect) {
                case Effect.RequestStep(var token) -> message(queue(token.step()), new Fact.StepRequested(header, token,
                        run.order().source().orElseThrow(), run.results(), run.order().parameters()));
                case Effect.CancelStep(var token) ->
                    message(queue(token.step()), new Fact.StepCancelled(header, token));
                case Effect.AnnounceAsset _ -> message(QueueName.ASSETS, Announcement.of(run, header));
            });
        }
        // Unlike an announcement it is not made up for by the next one, so each stays in the outbox until it was sent.
        if (Announcement.isNews(before, run)) {
            var id = run.id() + ":" + run.version() + ":event";
            messages.add(message(QueueName.EVENTS, Announcement.of(run,
                    new Fact.Header(id, now, run.tenantId(), run.order().assetId(), run.order().correlationId()))));
        }
        return messages;
    }

    /** The queue of the functions that do a step. */
    private static QueueName queue(Step step) {
        return switch (step) {
            case PROBE, TRANSCODE, STILLS, REELS, VERIFY -> QueueName.STEPS;
            case CAPTIONS -> QueueName.TRANSCRIBE;
            case ENRICH, HIGHLIGHTS -> QueueName.ENRICH;
            case PUBLISH -> throw new IllegalStateException("the workflow publishes by itself");
        };
    }

    private static OutboxMessage message(QueueName queue, Fact fact) {
        return new OutboxMessage(fact.header().id(), queue, FactCodec.encode(fact));
    }
}
