package io.crealia.local.cli;

import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** A made-up clip with motion, detail and sound, so that a demo needs no download. */
final class SampleVideo {
    private SampleVideo() {}

    /** @return the clip, made at the first call for its length */
    static Path in(EditionSettings settings, int seconds) throws IOException, InterruptedException {
        var file = settings.home().resolve("sample").resolve("sample-" + seconds + "s.mp4");
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        var temporary = Files.createTempFile(file.getParent(), "sample", ".mp4");
        run(settings, arguments(seconds, temporary));
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @return a clip that speaks {@link SpeechSample#SCRIPT}, made at the first call */
    static Path speaking(EditionSettings settings) throws IOException, InterruptedException {
        var file = settings.home().resolve("sample").resolve("sample-speaking.mp4");
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        var wav = Files.createTempFile(file.getParent(), "speech", ".wav");
        var temporary = Files.createTempFile(file.getParent(), "sample", ".mp4");
        try {
            SpeechSample.write(SpeechSample.SCRIPT, wav);
            run(settings, speakingArguments(wav, temporary));
            return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(wav);
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a file's sound as WAV, 16 kHz, mono, 16-bit. */
    static void sound(EditionSettings settings, Path media, Path wav) throws IOException, InterruptedException {
        run(settings, List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-i", media.toString(), "-vn",
                "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-f", "wav", wav.toString()));
    }

    /** Writes one picture of a video, as PNG. @return false if there is none at that time */
    static boolean picture(EditionSettings settings, String video, double second, Path target)
            throws IOException, InterruptedException {
        run(settings, List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-ss",
                String.format(Locale.ROOT, "%.3f", second), "-i", video, "-frames:v", "1", "-update", "1",
                target.toString()));
        return Files.exists(target);
    }

    static Ffmpeg locate(EditionSettings settings) throws FfmpegMissingException {
        return FfmpegLocator
                .of(System.getenv(), System.getProperties(), settings.cloudData().resolve("mediaconvert/ffmpeg"))
                .locate();
    }

    private static void run(EditionSettings settings, List<String> arguments) throws IOException, InterruptedException {
        var ffmpeg = locate(settings).binaries();
        var process = ffmpeg.process(ffmpeg.ffmpeg(), arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg could not do it: " + output.lines().reduce((_, last) -> last).orElse(""));
        }
    }

    // A quiet background and something that moves on one side, so that a vertical crop has something to choose.
    private static List<String> speakingArguments(Path wav, Path target) {
        return List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-i", wav.toString(), "-f", "lavfi",
                "-i", "color=c=0x1d3b53:size=1280x720:rate=30", "-f", "lavfi", "-i", "testsrc2=size=320x320:rate=30",
                "-filter_complex",
                "[1][2]overlay=x='820+60*sin(t/2)':y='200+40*cos(t/3)':shortest=1,format=yuv420p[v]", "-map", "[v]",
                "-map", "0:a", "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", "-ar", "48000", "-shortest",
                "-movflags", "+faststart", "-f", "mp4", target.toString());
    }

    private static List<String> arguments(int seconds, Path target) {
        return List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
                "testsrc2=size=1280x720:rate=30:duration=" + seconds, "-f", "lavfi", "-i",
                "sine=frequency=220:beep_factor=4:sample_rate=48000:duration=" + seconds, "-c:v", "libx264", "-preset",
                "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", "-movflags", "+faststart", "-f", "mp4",
                target.toString());
    }
}
