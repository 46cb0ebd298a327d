package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;

/** One input, many outputs. */
public record JobSettings(JobInput input, List<OutputGroup> groups) {
    public JobSettings {
        groups = List.copyOf(groups);
    }
}
