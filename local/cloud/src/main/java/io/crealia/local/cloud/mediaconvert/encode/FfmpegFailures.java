package io.crealia.local.cloud.mediaconvert.encode;

import java.util.List;

/** What a failed ffmpeg run means for a job. */
final class FfmpegFailures {
    private static final int KILLED = 137;

    private FfmpegFailures() {}

    static JobFailedException explain(int exitCode, List<String> messages) {
        String reason = messages.stream().filter(line -> line.contains("[error]") || line.contains("[fatal]"))
                .map(line -> line.replaceAll("\\[[^\\]]*\\] ?", "")).filter(line -> !line.isBlank()).distinct().limit(3)
                .reduce((first, second) -> first + "; " + second).orElse("exit code " + exitCode);
        if (exitCode == KILLED || reason.contains("Cannot allocate memory") || reason.contains("No space left")) {
            return new JobFailedException(JobFailedException.TRANSIENT, "the encoder ran out of resources: " + reason);
        }
        if (reason.contains("Decoder") && reason.contains("not found")
                || reason.contains("Decoding requested, but no decoder")) {
            return new JobFailedException(JobFailedException.UNKNOWN_CODEC,
                    "a codec of the input cannot be decoded: " + reason);
        }
        if (reason.contains("Error initializing filter") || reason.contains("filtergraph")
                || reason.contains("Unknown encoder")) {
            return new JobFailedException(JobFailedException.SETTINGS, "the settings do not fit this input: " + reason);
        }
        return new JobFailedException(JobFailedException.DAMAGED_INPUT, "the input cannot be decoded: " + reason);
    }
}
