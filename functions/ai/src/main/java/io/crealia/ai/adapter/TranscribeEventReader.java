package io.crealia.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads EventBridge's {@code Transcribe Job State Change}
 * (https://docs.aws.amazon.com/transcribe/latest/dg/monitoring-events.html). A job of ours has a name that ends with the
 * attempt's token.
 */
public final class TranscribeEventReader {
    private static final Pattern OURS = Pattern
            .compile("(?:.*[^A-Za-z0-9_])?([a-z]+_[0-9A-Z]{26}\\.[a-z]+\\.\\d{1,4})");
    private static final Set<String> STATUSES = Set.of("QUEUED", "IN_PROGRESS", "COMPLETED", "FAILED");

    /** @param over whether the job has come to its end, good or bad */
    public record JobState(StepToken token, boolean over) {}

    /**
     * @return empty for a job that is not ours
     * @throws IllegalArgumentException if it is no such event, or its status is unknown
     */
    public Optional<JobState> read(String body) {
        var event = Json.parse(body);
        expect(event, "source", "aws.transcribe");
        expect(event, "detail-type", "Transcribe Job State Change");
        var detail = event.path("detail");
        var name = detail.path("TranscriptionJobName").asText();
        var status = detail.path("TranscriptionJobStatus").asText();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected detail.TranscriptionJobName");
        }
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("expected detail.TranscriptionJobStatus to be one of " + STATUSES);
        }
        return token(name).map(token -> new JobState(token, status.equals("COMPLETED") || status.equals("FAILED")));
    }

    private static Optional<StepToken> token(String name) {
        var matcher = OURS.matcher(name);
        try {
            return matcher.matches()
                    ? Optional.of(StepToken.parse(matcher.group(1))).filter(token -> token.step() == Step.CAPTIONS)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void expect(JsonNode event, String field, String value) {
        if (!event.path(field).asText().equals(value)) {
            throw new IllegalArgumentException("expected " + field + " to be " + value);
        }
    }
}
