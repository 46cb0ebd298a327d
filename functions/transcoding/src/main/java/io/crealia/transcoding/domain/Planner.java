package io.crealia.transcoding.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is made of a source. Pure: the same source and policy give the same plan. */
public final class Planner {
    /** Changes with every change of how a plan is carried out, so that results of an older one are not taken for its own. */
    public static final String VERSION = "encode-1";
    private static final String NO_SOUND = "the source has no sound";
    private static final String NO_PICTURE = "the source has no picture";

    private final EncodePolicy policy;

    public Planner(EncodePolicy policy) {
        this.policy = policy;
    }

    /** @throws IllegalArgumentException if the source is one that {@link MediaLimits} refuses for having no streams */
    public EncodePlan plan(MediaInfo info, List<EncodePlan.Caption> captions) {
        var skipped = new ArrayList<EncodePlan.Skipped>();
        var decisions = new ArrayList<EncodePlan.Decision>();
        var picture = info.video().map(video -> picture(video, info.durationMs(), skipped, decisions));
        if (picture.isEmpty()) {
            policy.ladder().reversed().forEach(step -> skipped.add(new EncodePlan.Skipped(
                    String.valueOf(step.shortSide()), RenditionKind.HLS_VIDEO, NO_PICTURE)));
            skipped.add(new EncodePlan.Skipped(String.valueOf(policy.mp4ShortSide()), RenditionKind.MP4, NO_PICTURE));
            decisions.add(new EncodePlan.Decision("no pictures", NO_PICTURE));
        }
        if (info.audio().isEmpty()) {
            skipped.add(new EncodePlan.Skipped("audio", RenditionKind.HLS_AUDIO, NO_SOUND));
            skipped.add(new EncodePlan.Skipped("speech", RenditionKind.SPEECH, NO_SOUND));
            decisions.add(new EncodePlan.Decision("no audio renditions", NO_SOUND));
        }
        return new EncodePlan(info.durationMs(), picture, info.audio().isPresent(), captions, skipped, decisions);
    }

    private EncodePlan.Picture picture(MediaInfo.Video video, long durationMs, List<EncodePlan.Skipped> skipped,
            List<EncodePlan.Decision> decisions) {
        var display = video.display();
        var cut = new Ladder(policy).cut(display);
        skipped.addAll(cut.skipped());
        decisions.add(new EncodePlan.Decision("display size " + display, why(video)));
        decisions.add(new EncodePlan.Decision(
                "rungs " + String.join(", ", cut.rungs().stream().map(EncodePlan.Rung::name).toList()),
                "ladder cut at the source's short side, " + display.even().shortSide()));
        var rate = FrameRates.choose(video, policy.maxFrameRate());
        decisions.add(new EncodePlan.Decision("frame rate " + rate.rate(), rate.why()));
        var toneMap = video.transfer() != MediaInfo.Transfer.SDR;
        if (toneMap) {
            decisions.add(new EncodePlan.Decision("tone mapping to Rec.709",
                    "the source is " + video.transfer() + ", which most screens cannot show"));
        }
        if (video.interlaced()) {
            decisions.add(new EncodePlan.Decision("deinterlacing", "the source is interlaced"));
        }
        return new EncodePlan.Picture(rate.rate(), toneMap, video.interlaced(), cut.rungs(), mp4(cut.rungs()),
                FramePlan.of(display, durationMs, rate.rate()));
    }

    private EncodePlan.Rung mp4(List<EncodePlan.Rung> rungs) {
        Optional<EncodePlan.Rung> fitting = rungs.stream()
                .filter(rung -> rung.size().shortSide() <= policy.mp4ShortSide()).findFirst();
        return fitting.orElseGet(rungs::getLast);
    }

    private static String why(MediaInfo.Video video) {
        var stored = "stored as " + video.width() + "x" + video.height();
        var turned = video.rotation() == 0 ? stored : stored + ", turned by " + video.rotation() + " degrees";
        return video.pixelAspect().equals(Ratio.ONE) ? turned : turned + ", pixels " + video.pixelAspect();
    }
}
