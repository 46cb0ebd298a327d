package io.crealia.transcoding.adapter;

import io.crealia.contracts.StepToken;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.port.JobOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a job carries to be known again; MediaConvert echoes it in every answer and event. */
final class JobMetadata {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9 _.:/=+@-]{1,256}");

    private JobMetadata() {}

    static Map<String, String> of(JobOrder order) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("token", order.key().token().value());
        if (order.key().isPart()) {
            metadata.put("part", order.key().part());
        }
        metadata.put("assetId", order.assetId().value());
        metadata.put("runId", order.key().token().runId().value());
        if (ALLOWED.matcher(order.correlationId()).matches()) {
            metadata.put("correlationId", order.correlationId());
        }
        return metadata;
    }

    /** @return empty for a job that is not ours */
    static Optional<JobKey> key(Map<String, String> metadata) {
        return key(metadata.getOrDefault("token", ""), metadata.getOrDefault("part", ""));
    }

    static Optional<JobKey> key(String token, String part) {
        try {
            return Optional.of(new JobKey(StepToken.parse(token), part));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
