package io.crealia.local.cloud.mediaconvert.encode;

import java.util.List;
import java.util.Locale;

/**
 * Compares what came out with what the container promised: ffmpeg exits 0 for a file that was cut off, and a job that
 * ends COMPLETE with half a video would be believed.
 */
final class Completeness {
    private static final double SECONDS = 0.5;
    private static final double SHARE = 0.02;

    private Completeness() {}

    static void check(Source source, List<Produced> groups) throws JobFailedException {
        double longest = 0;
        for (Produced group : groups) {
            for (Produced.Detail output : group.outputs()) {
                if (output.promisedSeconds().isPresent()) {
                    compare(output.jsonPath(), output.promisedSeconds().getAsDouble(), output.seconds());
                }
                longest = Math.max(longest, output.seconds());
            }
        }
        // Containers that give no length per stream: the longest output must reach the whole.
        compare("the longest output", source.duration().orElse(0), longest);
    }

    private static void compare(String what, double promised, double got) throws JobFailedException {
        if (promised - got > Math.max(SECONDS, SHARE * promised)) {
            throw new JobFailedException(JobFailedException.DAMAGED_INPUT, String.format(Locale.ROOT,
                    "the input is cut off: it promises %.2f s, but only %.2f s could be read (%s)", promised, got,
                    what));
        }
    }
}
