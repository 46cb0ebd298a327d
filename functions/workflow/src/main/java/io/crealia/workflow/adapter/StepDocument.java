package io.crealia.workflow.adapter;

import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.workflow.domain.StepState;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * One step within a run's document: {@code {state, attempt, token, startedAt, deadlineAt, checkAt, percent, redrives,
 * notBefore, code, resultKey, reason, endedAt}}, each where the state has it. {@code token} is for people who search;
 * it follows from run, step and attempt.
 */
final class StepDocument {
    private StepDocument() {}

    static Document write(RunId run, Step step, StepState state) {
        var document = new Document("state", state.wireName());
        return switch (state) {
            case StepState.Pending _ -> document;
            case StepState.Running s -> document.append("attempt", s.attempt())
                    .append("token", new StepToken(run, step, s.attempt()).value())
                    .append("startedAt", Date.from(s.startedAt())).append("deadlineAt", Date.from(s.deadlineAt()))
                    .append("checkAt", Date.from(s.checkAt())).append("percent", s.percent())
                    .append("redrives", s.redrives());
            case StepState.Waiting s ->
                document.append("attempt", s.attempt()).append("startedAt", Date.from(s.startedAt()))
                        .append("notBefore", Date.from(s.notBefore())).append("code", s.code());
            case StepState.Succeeded s -> {
                s.resultKey().ifPresent(key -> document.append("resultKey", key));
                yield ended(document, s.attempt(), s.startedAt(), s.endedAt());
            }
            case StepState.Skipped s ->
                ended(document.append("resultKey", s.resultKey()).append("reason", s.reason()), s.attempt(),
                        s.startedAt(), s.endedAt());
            case StepState.Failed s ->
                ended(document.append("code", s.code()), s.attempt(), s.startedAt(), s.endedAt());
            case StepState.Cancelled s -> {
                s.startedAt().ifPresent(at -> document.append("startedAt", Date.from(at)));
                yield document.append("attempt", s.attempt()).append("endedAt", Date.from(s.endedAt()));
            }
        };
    }

    /** @throws IllegalArgumentException if this version does not know the state */
    static StepState read(Document document) {
        var attempt = document.getInteger("attempt", 0);
        var state = document.getString("state");
        return switch (state) {
            case "pending" -> new StepState.Pending();
            case "running" -> new StepState.Running(attempt, at(document, "startedAt"), at(document, "deadlineAt"),
                    at(document, "checkAt"), document.getInteger("percent"), document.getInteger("redrives"));
            case "waiting" -> new StepState.Waiting(attempt, at(document, "startedAt"), at(document, "notBefore"),
                    document.getString("code"));
            case "succeeded" ->
                new StepState.Succeeded(attempt, Optional.ofNullable(document.getString("resultKey")),
                        at(document, "startedAt"), at(document, "endedAt"));
            case "skipped" -> new StepState.Skipped(attempt, document.getString("resultKey"),
                    document.getString("reason"), at(document, "startedAt"), at(document, "endedAt"));
            case "failed" -> new StepState.Failed(attempt, document.getString("code"), at(document, "startedAt"),
                    at(document, "endedAt"));
            case "cancelled" ->
                new StepState.Cancelled(attempt, RunDocument.instant(document, "startedAt"), at(document, "endedAt"));
            default -> throw new IllegalArgumentException("no step state named \"" + state + "\"");
        };
    }

    private static Document ended(Document document, int attempt, Instant startedAt, Instant endedAt) {
        return document.append("attempt", attempt).append("startedAt", Date.from(startedAt)).append("endedAt",
                Date.from(endedAt));
    }

    private static Instant at(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
