package io.crealia.chaos.work;

import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The two clips that everybody uploads, each time at another length of file. */
public final class Films {
    public static final String SCRIPT = "The first plant is the tomato. It needs full sun, deep soil and water every morning.";
    /** What is sent in parts has more than one of them. */
    private static final int PARTS_BYTES = 5_400_000;
    private static final int BOX_HEADER = 8;

    private final byte[] tone;
    private final byte[] speech;

    private Films(byte[] tone, byte[] speech) {
        this.tone = tone;
        this.speech = speech;
    }

    /** @param folder for them; ffmpeg is unpacked beside them if need be */
    public static Films make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var tone = folder.resolve("tone.mp4");
        ffmpeg(folder, List.of("-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000:duration=1"), 1, tone);
        var wav = folder.resolve("speech.wav");
        SpeechSample.write(SCRIPT, wav);
        var speech = folder.resolve("speech.mp4");
        ffmpeg(folder, List.of("-i", wav.toString()), 60, speech);
        return new Films(Files.readAllBytes(tone), Files.readAllBytes(speech));
    }

    private static void ffmpeg(Path folder, List<String> sound, int seconds, Path target)
            throws IOException, InterruptedException {
        try {
            var binaries = FfmpegLocator.of(System.getenv(), System.getProperties(), folder.resolve("ffmpeg"))
                    .locate().binaries();
            var arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
            arguments.addAll(sound);
            arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=15:duration=" + seconds, "-map",
                    "1:v", "-map", "0:a", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a",
                    "aac", "-ar", "48000", "-shortest", "-movflags", "+faststart", target.toString()));
            var process = binaries.process(binaries.ffmpeg(), arguments).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ffmpeg " + arguments + ": " + output);
            }
        } catch (FfmpegMissingException e) {
            throw new IllegalStateException("ffmpeg is needed: " + e.getMessage(), e);
        }
    }

    /** The file of a plan: the clip, and a box that nobody reads (ISO 14496-12, "free"), by whose length it is known. */
    public byte[] file(AssetPlan plan) {
        var clip = plan.speech() ? speech : tone;
        var length = Math.max(clip.length, plan.parts() ? PARTS_BYTES : 0) + BOX_HEADER + plan.number();
        var file = Arrays.copyOf(clip, length);
        var box = length - clip.length;
        file[clip.length] = (byte) (box >>> 24);
        file[clip.length + 1] = (byte) (box >>> 16);
        file[clip.length + 2] = (byte) (box >>> 8);
        file[clip.length + 3] = (byte) box;
        System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, file, clip.length + 4, 4);
        return file;
    }
}
