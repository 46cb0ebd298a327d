package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.captions.CaptionFrames;
import io.crealia.local.cloud.mediaconvert.hls.WebVtt;
import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fetches and draws what lies over the pictures: inserted images first, then captions on top. */
final class Overlays {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Our own code, as MediaConvert documents none for a character without a font. */
    static final int NO_FONT = 230_900;

    interface Download {
        void to(ObjectUri object, Path file) throws JobFailedException;
    }

    private final Source source;
    private final Path out;
    private final Download download;
    private final JobControl control;

    Overlays(Source source, Path out, Download download, JobControl control) {
        this.source = source;
        this.out = out;
        this.download = download;
        this.control = control;
    }

    /** @return by the output's id, the lowest first; outputs without any are not in it */
    Map<Integer, List<Overlay>> of(List<Planned> outputs) throws IOException, JobFailedException {
        var all = new LinkedHashMap<Integer, List<Overlay>>();
        for (Planned output : outputs) {
            var overlays = new ArrayList<Overlay>();
            if (output.kind() == Planned.Kind.MP4 && output.coded()) {
                for (VideoSpec.InsertedImage image : output.video().images()) {
                    overlays.add(image(output, image, overlays.size()));
                }
                for (Output.CaptionSpec caption : output.output().captions()) {
                    overlays.add(captions(output, caption));
                }
            }
            if (!overlays.isEmpty()) {
                all.put(output.id(), overlays);
            }
        }
        return all;
    }

    private Overlay image(Planned output, VideoSpec.InsertedImage image, int number)
            throws IOException, JobFailedException {
        String name = "image" + output.id() + "_" + number + ".png";
        Path file = out.resolve(name);
        download.to(image.file(), file);
        try (var in = Files.newInputStream(file)) {
            if (!java.util.Arrays.equals(in.readNBytes(PNG.length), PNG)) {
                throw new JobFailedException(JobFailedException.FILE_ACCESS, image.file() + ": not a PNG picture");
            }
        }
        return Overlay.still(name, image.x(), image.y(), image.width(), image.height(), image.opacity());
    }

    private Overlay captions(Planned output, Output.CaptionSpec caption) throws IOException, JobFailedException {
        var from = source.settings().captionSources().get(caption.selector());
        Path sidecar = out.resolve("captions" + output.id() + ".txt");
        download.to(from.file(), sidecar);
        Path folder = Files.createDirectory(out.resolve("captions" + output.id()));
        try {
            var cues = WebVtt.parse(Files.readString(sidecar, StandardCharsets.UTF_8), from.offsetMillis()).cues();
            var size = output.geometry().orElseThrow();
            var rate = output.rate().orElseThrow();
            var frames = CaptionFrames.write(clipped(cues), caption.burnIn().orElseThrow(), size.width(),
                    size.height(), rate.value(), folder);
            if (!frames.undrawable().isEmpty()) {
                control.warn(NO_FONT, "no installed font has every character of the caption \""
                        + frames.undrawable().replaceAll("\\s+", " ") + "\"");
            }
            return Overlay.sequence(folder.getFileName() + "/" + CaptionFrames.PATTERN, rate.toString(), frames.y());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new JobFailedException(JobFailedException.FILE_ACCESS, from.file() + ": " + e.getMessage(), e);
        }
    }

    /** A sidecar's times count from the start of the file, of which the clip is a part. */
    private List<WebVtt.Cue> clipped(List<WebVtt.Cue> cues) {
        long from = Math.round(source.clipStart() * 1000);
        long length = source.clipLength().isPresent()
                ? Math.round(source.clipLength().getAsDouble() * 1000)
                : Long.MAX_VALUE;
        return cues.stream().filter(cue -> cue.endMillis() > from && cue.startMillis() - from < length)
                .map(cue -> new WebVtt.Cue(Math.max(0, cue.startMillis() - from),
                        Math.min(length, cue.endMillis() - from), cue.settings(), cue.text()))
                .toList();
    }
}
