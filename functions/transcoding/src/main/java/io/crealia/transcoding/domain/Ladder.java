package io.crealia.transcoding.domain;

import java.util.ArrayList;
import java.util.List;

/** Cuts the policy's ladder to a source: by the short side of the upright picture, never upscaled. */
final class Ladder {
    private static final int LEAST_BITRATE = 64_000;

    private final EncodePolicy policy;

    Ladder(EncodePolicy policy) {
        this.policy = policy;
    }

    record Cut(List<EncodePlan.Rung> rungs, List<EncodePlan.Skipped> skipped) {}

    Cut cut(Size display) {
        var source = display.even().shortSide();
        var rungs = new ArrayList<EncodePlan.Rung>();
        var skipped = new ArrayList<EncodePlan.Skipped>();
        var exact = false;
        for (var step : policy.ladder().reversed()) {
            if (step.shortSide() > source) {
                skipped.add(new EncodePlan.Skipped(String.valueOf(step.shortSide()), RenditionKind.HLS_VIDEO,
                        "the source's short side has only " + source + " pixels"));
                continue;
            }
            exact |= step.shortSide() == source;
            rungs.add(rung(display, step.shortSide(), step.maxBitrate(), step.quality()));
        }
        if (!exact && source < policy.ladder().getLast().shortSide()) {
            rungs.addFirst(between(display, source));
        }
        return new Cut(rungs, skipped);
    }

    /** The rung at the source's own size, with a bit rate between those of its neighbours. */
    private EncodePlan.Rung between(Size display, int source) {
        var below = policy.ladder().stream().filter(step -> step.shortSide() < source).toList();
        var above = policy.ladder().stream().filter(step -> step.shortSide() > source).toList().getFirst();
        if (below.isEmpty()) {
            var area = Math.pow((double) source / above.shortSide(), 2);
            return rung(display, source, Math.max(LEAST_BITRATE, (int) (above.maxBitrate() * area)), above.quality());
        }
        var under = below.getLast();
        var share = (double) (source - under.shortSide()) / (above.shortSide() - under.shortSide());
        var bitrate = under.maxBitrate() + (int) Math.round(share * (above.maxBitrate() - under.maxBitrate()));
        return rung(display, source, bitrate, above.quality());
    }

    private static EncodePlan.Rung rung(Size display, int shortSide, int bitrate, int quality) {
        return new EncodePlan.Rung(String.valueOf(shortSide), display.withShortSide(shortSide), bitrate, quality);
    }
}
