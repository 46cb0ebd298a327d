package io.crealia.local.cloud.mediaconvert.captions;

import io.crealia.local.cloud.mediaconvert.hls.WebVtt;
import io.crealia.local.cloud.mediaconvert.spec.BurnIn;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Captions as a sequence of transparent pictures, one per frame of the output: each text is drawn once and linked as often
 * as it shows, so that ffmpeg's {@code overlay} switches texts exactly at a frame.
 *
 * @param y where the pictures belong, from the top of the output
 * @param undrawable a text for which no font was found, empty if there is none
 */
public record CaptionFrames(int y, String undrawable) {
    /** Ten thousands of links cost nothing, millions do. */
    public static final int MOST_FRAMES = 200_000;
    /** Name of frame n, from 0 on. */
    public static final String PATTERN = "%07d.png";

    /**
     * @param cues with times of the output
     * @param folder empty
     * @throws IllegalArgumentException if the captions last too long
     */
    public static CaptionFrames write(List<WebVtt.Cue> cues, BurnIn style, int width, int height, double rate,
            Path folder) throws IOException {
        var painter = new CaptionPainter(style, width, height);
        Map<String, List<TextLayout>> texts = new LinkedHashMap<>();
        cues.forEach(cue -> texts.computeIfAbsent(cue.text(), painter::lines));
        int most = texts.values().stream().mapToInt(List::size).max().orElse(1);
        int least = texts.values().stream().mapToInt(List::size).min().orElse(1);
        int from = Math.max(0, Math.min(painter.top(most), painter.top(least)) - painter.margin());
        int to = Math.min(height, from + painter.reach(most) + Math.abs(painter.top(least) - painter.top(most)));

        var blank = folder.resolve("blank.png");
        ImageIO.write(new BufferedImage(width, to - from, BufferedImage.TYPE_INT_ARGB), "png", blank.toFile());
        Map<String, Path> pictures = new LinkedHashMap<>();
        for (var text : texts.entrySet()) {
            var file = folder.resolve("text" + pictures.size() + ".png");
            ImageIO.write(painter.paint(text.getValue(), from, to - from), "png", file.toFile());
            pictures.put(text.getKey(), file);
        }
        link(cues, pictures, blank, rate, folder);
        return new CaptionFrames(from, texts.keySet().stream().filter(text -> !CaptionFonts.get().canDisplay(text))
                .findFirst().orElse(""));
    }

    private static void link(List<WebVtt.Cue> cues, Map<String, Path> pictures, Path blank, double rate, Path folder)
            throws IOException {
        long end = cues.stream().mapToLong(WebVtt.Cue::endMillis).max().orElse(0);
        long frames = (long) Math.ceil(end * rate / 1000) + 1;
        if (frames > MOST_FRAMES) {
            throw new IllegalArgumentException("captions are burned into at most " + MOST_FRAMES + " frames, not "
                    + frames);
        }
        var shown = new Path[(int) frames];
        for (WebVtt.Cue cue : cues) {
            int last = (int) Math.min(frames - 1, Math.round(cue.endMillis() * rate / 1000));
            for (int i = (int) Math.round(cue.startMillis() * rate / 1000); i < last; i++) {
                shown[i] = pictures.get(cue.text());
            }
        }
        for (int i = 0; i < frames; i++) {
            Files.createLink(folder.resolve(String.format(java.util.Locale.ROOT, PATTERN, i)),
                    shown[i] == null ? blank : shown[i]);
        }
    }
}
