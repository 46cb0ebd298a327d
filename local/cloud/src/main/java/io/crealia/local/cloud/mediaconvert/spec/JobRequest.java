package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Map;
import java.util.Optional;

/** A CreateJob request that passed every check. */
public record JobRequest(String role, Optional<String> queue, Optional<String> clientRequestToken, int priority,
        String statusUpdateInterval, Map<String, String> userMetadata, Map<String, String> tags, JobSettings settings) {

    public JobRequest {
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }
}
