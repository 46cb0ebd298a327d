package io.crealia.transcoding.domain;

import java.util.Comparator;
import java.util.List;

/** Chooses the one frame rate of all video outputs. */
final class FrameRates {
    private static final List<Ratio> STANDARD = List.of(new Ratio(24, 1), new Ratio(25, 1), new Ratio(30, 1),
            new Ratio(50, 1), new Ratio(60, 1));
    /** Above this a container states its clock, not its pictures (WebM: 1000). */
    private static final double IMPLAUSIBLE = 480;

    private FrameRates() {}

    record Choice(Ratio rate, String why) {}

    static Choice choose(MediaInfo.Video video, int max) {
        var source = video.frameRate();
        if (source.value() > IMPLAUSIBLE || source.value() < 1) {
            return new Choice(new Ratio(30, 1), "the source's own rate, " + source + ", is implausible");
        }
        if (video.variableFrameRate()) {
            var nearest = STANDARD.stream().filter(rate -> rate.value() <= max)
                    .min(Comparator.comparingDouble(rate -> Math.abs(rate.value() - source.value()))).orElseThrow();
            return new Choice(nearest, "the source's rate varies around " + source + "; players want a constant one");
        }
        var rate = source;
        while (rate.value() > max + 0.01) {
            rate = rate.num() % 2 == 0 ? new Ratio(rate.num() / 2, rate.den()) : new Ratio(rate.num(), rate.den() * 2);
        }
        return rate.equals(source)
                ? new Choice(rate, "as the source")
                : new Choice(rate, "the source has " + source + "; at most " + max + " are made, by whole steps");
    }

    /** The rate of 24, 25, 30 and 60 that is made of a source's with the fewest pictures repeated or left out. */
    static Ratio ofReel(Ratio source) {
        var rate = source.value();
        if (rate > 61) {
            return ofReel(new Ratio(source.num(), source.den() * 2));
        }
        if (rate > 45) {
            return Math.abs(rate - 50) < 1 ? new Ratio(25, 1) : rate < 49 ? new Ratio(24, 1) : new Ratio(60, 1);
        }
        return rate < 20
                ? new Ratio(30, 1)
                : STANDARD.stream().limit(3).min(Comparator.comparingDouble(each -> Math.abs(each.value() - rate)))
                        .orElseThrow();
    }
}
