package io.crealia.local.cli;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

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
        var ffmpeg = locate(settings).binaries();
        var process = ffmpeg.process(ffmpeg.ffmpeg(), arguments(seconds, temporary)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "the sample video could not be made: " + output.lines().reduce((_, last) -> last).orElse(""));
        }
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Ffmpeg locate(EditionSettings settings) throws FfmpegMissingException {
        return FfmpegLocator
                .of(System.getenv(), System.getProperties(), settings.cloudData().resolve("mediaconvert/ffmpeg"))
                .locate();
    }

    private static List<String> arguments(int seconds, Path target) {
        return List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
                "testsrc2=size=1280x720:rate=30:duration=" + seconds, "-f", "lavfi", "-i",
                "sine=frequency=220:beep_factor=4:sample_rate=48000:duration=" + seconds, "-c:v", "libx264", "-preset",
                "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", "-movflags", "+faststart", "-f", "mp4",
                target.toString());
    }
}
