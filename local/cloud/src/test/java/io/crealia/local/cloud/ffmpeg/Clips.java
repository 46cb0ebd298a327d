package io.crealia.local.cloud.ffmpeg;

import java.util.Arrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small generated videos, made once per build folder and kept. */
public final class Clips {
    private static final Path FOLDER = TestFfmpeg.root().resolve("local/cloud/target/clips");
    private static final String SMALL = "testsrc2=s=320x180:r=30";

    private Clips() {}

    /** 320x180, 30 frames per second, H.264 with a 440 Hz tone in AAC. */
    public static Path landscape(double seconds) {
        return clip("landscape-" + seconds + ".mp4",
                List.of("-f", "lavfi", "-i", SMALL + ":d=" + seconds, "-f", "lavfi", "-i",
                        "sine=440:r=48000:d=" + seconds),
                List.of("-g", "30", "-c:a", "aac"));
    }

    public static Path silent(double seconds) {
        return clip("silent-" + seconds + ".mp4", List.of("-f", "lavfi", "-i", SMALL + ":d=" + seconds), List.of());
    }

    public static Path oddSize(double seconds) {
        return clip("odd-" + seconds + ".mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=321x181:r=25:d=" + seconds),
                List.of("-pix_fmt", "yuv444p"));
    }

    /** Stored 320x180, to be turned clockwise by 90 degrees, as phones write portrait video. */
    public static Path rotated(double seconds) {
        Path upright = silent(seconds);
        return clip("rotated-" + seconds + ".mp4", List.of("-display_rotation", "-90", "-i", upright.toString()),
                List.of("-c", "copy"));
    }

    /** Frames 0 to 14 of each second are there, of the rest only every third. */
    public static Path variableRate(double seconds) {
        return clip("variable-" + seconds + ".mp4",
                List.of("-f", "lavfi", "-i", SMALL + ":d=" + seconds, "-f", "lavfi", "-i",
                        "sine=440:r=48000:d=" + seconds),
                List.of("-vf", "select='lt(mod(n,30),15)+not(mod(n,3))'", "-fps_mode", "vfr", "-c:a", "aac"));
    }

    /** 1280x720 for two minutes of one colour: quick to make, long to encode into many outputs. */
    public static Path long720() {
        return clip("long.mp4", List.of("-f", "lavfi", "-i", "color=gray:s=1280x720:r=60:d=120"), List.of("-g", "600"));
    }

    /** Ten bits, HLG. */
    public static Path hlg(double seconds) {
        return clip("hlg-" + seconds + ".mp4", List.of("-f", "lavfi", "-i", SMALL + ":d=" + seconds),
                List.of("-pix_fmt",
                        "yuv420p10le", "-vf",
                        "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"));
    }

    public static Path audioOnly(double seconds) {
        return clip("audio-" + seconds + ".m4a", List.of("-f", "lavfi", "-i", "sine=440:r=44100:d=" + seconds),
                List.of("-c:a", "aac"));
    }

    /** The index stands in front and promises everything; only the first part of the media follows. */
    public static Path truncated(double seconds) throws IOException {
        Path whole = clip("faststart-" + seconds + ".mp4", List.of("-f", "lavfi", "-i", SMALL + ":d=" + seconds),
                List.of("-movflags", "+faststart", "-g", "30"));
        Path cut = FOLDER.resolve("truncated-" + seconds + ".mp4");
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(cut, Arrays.copyOf(bytes, bytes.length * 6 / 10));
    }

    /** Runs ffmpeg once; encoder defaults come before the given options. */
    public static synchronized Path clip(String name, List<String> inputs, List<String> options) {
        Path file = FOLDER.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try {
            Files.createDirectories(FOLDER);
            Path fresh = FOLDER.resolve("new-" + name);
            var arguments = new ArrayList<>(List.of("-y", "-v", "error"));
            arguments.addAll(inputs);
            if (!options.contains("copy")) {
                arguments.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
            }
            arguments.addAll(options);
            arguments.add(fresh.toString());
            var binaries = TestFfmpeg.ffmpeg().binaries();
            var result = ProcessOutput.of(binaries.process(binaries.ffmpeg(), arguments), Duration.ofSeconds(60));
            if (result.exitCode() != 0) {
                throw new AssertionError("cannot make " + name + ": " + result.err());
            }
            return Files.move(fresh, file);
        } catch (IOException e) {
            throw new AssertionError("cannot make " + name, e);
        }
    }
}
