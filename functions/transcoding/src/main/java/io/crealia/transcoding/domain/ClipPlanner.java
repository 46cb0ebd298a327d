package io.crealia.transcoding.domain;

import io.crealia.contracts.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how a clip of a source becomes a reel. Pure: the same inputs give the same plan. */
public final class ClipPlanner {
    /** Changes with every change of what a plan is, so that results of an older one are not taken for its own. */
    public static final String VERSION = "clip-1";
    /** What a window must hold of everything salient, for AUTO to leave the rest out; evenly spread, it holds 0.32. */
    static final double ENOUGH = 0.55;
    /** More than this AUTO does not enlarge: the whole picture in the middle stays sharper. */
    static final double MOST_UPSCALE = 2.0;

    private final MediaInfo info;
    private final MediaInfo.Video video;
    private final Preset.Layout layout;
    private final List<EncodePlan.Decision> decisions = new ArrayList<>();

    /** @throws java.util.NoSuchElementException if the source has no picture */
    public ClipPlanner(MediaInfo info, Preset.Layout layout) {
        this.info = info;
        this.video = info.video().orElseThrow();
        this.layout = layout;
    }

    /**
     * @param saliency of the clip; empty where no picture of it is known
     * @param folder where files of the clips lie, with a final slash
     * @param language of captions to burn in, RFC 5646; empty for none
     */
    public record Inputs(Highlight highlight, Optional<Saliency> saliency, String folder, Optional<String> language) {}

    public List<EncodePlan.Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** @return empty if there is no picture of the source to choose by */
    public Optional<ClipPlan> plan(Inputs inputs) {
        var display = video.display();
        var name = inputs.highlight().name();
        ClipPlan.Look look;
        ClipSize size;
        if (ClipSize.nineBySixteen(display)) {
            decide(name, "the whole picture", "the source is 9:16 already");
            look = new ClipPlan.Look.Whole();
            size = ClipSize.filling(display, display);
        } else if (inputs.saliency().isEmpty()) {
            return Optional.empty();
        } else {
            var tracked = track(name, display, inputs.saliency().get());
            look = tracked.isPresent()
                    ? tracked.get()
                    : new ClipPlan.Look.FitBlur(inputs.folder() + name + "-backdrop.png");
            size = tracked.map(part -> ClipSize.filling(display, new Size(part.width(), part.height())))
                    .orElseGet(() -> ClipSize.fitting(display));
        }
        return Optional.of(clip(inputs, look, size));
    }

    /** @return empty for the whole picture over a backdrop */
    private Optional<ClipPlan.Look.Track> track(String name, Size display, Saliency saliency) {
        var window = ClipSize.window(display);
        var best = saliency.best((double) window.width() / display.width());
        var upscale = ClipSize.filling(display, window).upscale();
        var holds = "the best 9:16 window holds %.2f of what is salient".formatted(best.share());
        String against = null;
        if (display.portrait()) {
            against = "the picture is upright and of another shape: it is shown whole";
        } else if (!video.pixelAspect().equals(Ratio.ONE)) {
            against = "the pixels are " + video.pixelAspect() + ", which a crop would distort";
        } else if (layout == Preset.Layout.FIT_BLUR) {
            against = "the preset says so";
        } else if (layout == Preset.Layout.AUTO && best.share() < ENOUGH) {
            against = holds + ", less than %.2f".formatted(ENOUGH);
        } else if (layout == Preset.Layout.AUTO && upscale > MOST_UPSCALE) {
            against = "a crop would be enlarged %.2f times, more than %.1f".formatted(upscale, MOST_UPSCALE);
        }
        if (against != null) {
            decide(name, "fit_blur", against);
            return Optional.empty();
        }
        decide(name, "track", layout == Preset.Layout.TRACK ? "the preset says so; " + holds : holds);
        var x = 2 * (int) Math.round(best.left() * display.width() / 2);
        return Optional.of(new ClipPlan.Look.Track(
                Math.clamp(x, 0, display.even().width() - window.width()), 0, window.width(), window.height()));
    }

    private ClipPlan clip(Inputs inputs, ClipPlan.Look look, ClipSize size) {
        var highlight = inputs.highlight();
        var source = FrameRates.choose(video, Integer.MAX_VALUE).rate();
        var rate = FrameRates.ofReel(source);
        if (!rate.equals(source)) {
            decide(highlight.name(), "frame rate " + rate,
                    "platforms take 24, 25, 30 and 60; the source has " + source);
        }
        // Outwards to whole pictures, so that nothing of a word is lost.
        var from = (long) Math.floor(highlight.startMs() * source.value() / 1000 + 1e-6);
        var last = Math.max(0, (long) Math.floor(info.durationMs() * source.value() / 1000 + 1e-6) - 1);
        var to = Math.min(last, (long) Math.ceil(highlight.endMs() * source.value() / 1000 - 1e-6) - 1);
        decide(highlight.name(), size.output() + ", upscale %.2f".formatted(size.upscale()),
                "the source is " + video.display());
        var captionTop = look instanceof ClipPlan.Look.FitBlur
                ? SafeArea.captionTop(size.output(), ClipSize.top(video.display(), size.output()),
                        ClipSize.fittedHeight(video.display(), size.output()))
                : SafeArea.captionTop(size.output());
        return new ClipPlan(highlight.name(), inputs.folder() + highlight.name() + ".mp4", Math.min(from, to), to,
                source, size.output(), rate, size.maxBitrate(), look, Math.round(size.upscale() * 1000) / 1000.0,
                video.transfer() != MediaInfo.Transfer.SDR, video.interlaced(), info.audio().isPresent(),
                inputs.language()
                        .map(language -> new ClipPlan.Burned(inputs.folder() + highlight.name() + ".srt", language,
                                SafeArea.fontSize(size.output()), SafeArea.outline(size.output()), captionTop)));
    }

    private void decide(String name, String what, String why) {
        decisions.add(new EncodePlan.Decision("reel " + name + ": " + what, why));
    }
}
