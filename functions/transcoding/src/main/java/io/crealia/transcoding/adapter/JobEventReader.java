package io.crealia.transcoding.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads EventBridge's {@code MediaConvert Job State Change}: leniently in what a status carries, strictly in where it
 * comes from.
 */
public final class JobEventReader {
    private final String account;

    /** @param queueArn of our MediaConvert queue, whose account is the only one we listen to */
    public JobEventReader(String queueArn) {
        var parts = queueArn.split(":", -1);
        if (parts.length < 6) {
            throw new IllegalArgumentException("expected the ARN of a MediaConvert queue");
        }
        this.account = parts[4];
    }

    /**
     * @return empty for a job that is not ours
     * @throws IllegalArgumentException if it is no such event, or not of our account, or its status is unknown
     */
    public Optional<JobEvent> read(String body) {
        var event = Json.parse(body);
        expect(event, "source", "aws.mediaconvert");
        expect(event, "detail-type", "MediaConvert Job State Change");
        expect(event, "account", account);
        var detail = event.path("detail");
        var metadata = detail.path("userMetadata");
        return JobMetadata.key(metadata.path("token").asText(), metadata.path("part").asText())
                .map(key -> read(event, detail, key));
    }

    private static JobEvent read(JsonNode event, JsonNode detail, JobKey key) {
        var jobId = detail.path("jobId").asText();
        if (jobId.isEmpty()) {
            throw new IllegalArgumentException("expected detail.jobId");
        }
        return new JobEvent(key, jobId, JobEvent.Status.valueOf(detail.path("status").asText()), time(event, detail),
                detail.path("jobProgress").path("jobPercentComplete").asInt(0), detail.path("errorCode").asInt(0),
                detail.path("errorMessage").asText(""), durationMs(detail.path("outputGroupDetails")));
    }

    private static long durationMs(JsonNode groups) {
        var longest = 0L;
        for (var group : groups) {
            for (var output : group.path("outputDetails")) {
                longest = Math.max(longest, output.path("durationInMs").asLong(0));
            }
        }
        return longest;
    }

    // detail.timestamp has milliseconds, the envelope's time only seconds.
    private static Instant time(JsonNode event, JsonNode detail) {
        var millis = detail.path("timestamp").asLong(0);
        return millis > 0 ? Instant.ofEpochMilli(millis) : Instant.parse(event.path("time").asText());
    }

    private static void expect(JsonNode event, String field, String value) {
        if (!event.path(field).asText().equals(value)) {
            throw new IllegalArgumentException("expected " + field + " \"" + value + "\"");
        }
    }
}
