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

    static void check(Source source, List<Planned> planned, List<Produced> groups) throws JobFailedException {
        double longest = 0;
        boolean promised = false;
        for (Produced group : groups) {
            for (Produced.Detail output : group.outputs()) {
                if (output.promisedSeconds().isPresent()) {
                    promised = true;
                    compare(output.jsonPath(), output.promisedSeconds().getAsDouble(), output.seconds());
                }
                longest = Math.max(longest, output.seconds());
            }
        }
        // Some containers give one length for all streams. It says something only when the job uses all of them: a song
        // may go on after its video.
        if (!promised && usesAll(source, planned)) {
            compare("the longest output", source.duration().orElse(0), longest);
        }
    }

    private static boolean usesAll(Source source, List<Planned> planned) {
        boolean video = source.video().isEmpty() || planned.stream().anyMatch(Planned::coded);
        boolean audio = source.info().audios().isEmpty()
                || planned.stream().anyMatch(output -> !output.output().audios().isEmpty());
        return video && audio;
    }

    private static void compare(String what, double promised, double got) throws JobFailedException {
        if (promised - got > Math.max(SECONDS, SHARE * promised)) {
            throw new JobFailedException(JobFailedException.DAMAGED_INPUT, String.format(Locale.ROOT,
                    "the input is cut off: it promises %.2f s, but only %.2f s could be read (%s)", promised, got,
                    what));
        }
    }
}
