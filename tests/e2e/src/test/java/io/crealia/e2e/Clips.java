package io.crealia.e2e;

import io.crealia.local.cloud.ffmpeg.FfmpegBinaries;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the clips that the end-to-end tests upload, so that no sample has to be shipped. */
public final class Clips {
    private final Path folder;
    private final FfmpegBinaries ffmpeg;

    public Clips(Path folder, Path cache) {
        this.folder = folder;
        try {
            this.ffmpeg = FfmpegLocator.of(System.getenv(), System.getProperties(), cache).locate().binaries();
        } catch (FfmpegMissingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A moving picture with a tone. */
    public Path landscape(String name, String size, double seconds) {
        return encode(name, List.of("-f", "lavfi", "-i", video(size, seconds), "-f", "lavfi", "-i", sound(seconds)),
                List.of("-c:a", "aac", "-shortest"));
    }

    /** A moving picture that says what a WAV file says. */
    public Path speaking(String name, String size, Path wav) {
        return encode(name, List.of("-i", wav.toString(), "-f", "lavfi", "-i", video(size, 600)),
                List.of("-map", "1:v", "-map", "0:a", "-c:a", "aac", "-ar", "48000", "-shortest"));
    }

    public Path silent(String name, String size, double seconds) {
        return encode(name, List.of("-f", "lavfi", "-i", video(size, seconds)), List.of());
    }

    public Path audioOnly(String name, double seconds) {
        return run(name, List.of("-f", "lavfi", "-i", sound(seconds)), List.of("-c:a", "aac"));
    }

    /** Stored landscape, shown portrait: a telephone's recording. */
    public Path rotated(String name, String size, double seconds) {
        var plain = landscape("plain-" + name, size, seconds);
        return run(name, List.of("-display_rotation", "90", "-i", plain.toString()), List.of("-c", "copy"));
    }

    /** Every third frame of the second half is dropped, the times stay. */
    public Path variableFrameRate(String name, String size, double seconds) {
        return encode(name,
                List.of("-f", "lavfi", "-i", video(size, seconds), "-f", "lavfi", "-i", sound(seconds)),
                List.of("-vf", "select='lt(t," + seconds / 2 + ")+mod(n,3)'", "-fps_mode", "vfr", "-c:a", "aac",
                        "-shortest"));
    }

    /** 10-bit HEVC is not needed for the tags to matter: H.264 High 10 with HLG transfer. */
    public Path hlg(String name, String size, double seconds) {
        return run(name, List.of("-f", "lavfi", "-i", video(size, seconds), "-f", "lavfi", "-i", sound(seconds)),
                List.of("-vf", "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc", "-c:v",
                        "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-c:a", "aac", "-shortest"));
    }

    /** The first half of a file whose index, at its front, promises the whole. */
    public Path truncated(String name, String size, double seconds) {
        var whole = landscape("whole-" + name, size, seconds);
        try {
            var bytes = Files.readAllBytes(whole);
            return Files.write(folder.resolve(name), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path text(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path encode(String name, List<String> inputs, List<String> outputs) {
        var all = new ArrayList<>(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
        all.addAll(outputs);
        return run(name, inputs, all);
    }

    private Path run(String name, List<String> inputs, List<String> outputs) {
        var target = folder.resolve(name);
        var arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
        arguments.addAll(inputs);
        arguments.addAll(outputs);
        arguments.addAll(List.of("-movflags", "+faststart", "-f", "mp4", target.toString()));
        execute(ffmpeg.ffmpeg(), arguments);
        return target;
    }

    /** What a stock ffprobe says of an address. */
    public String probe(String address, String... entries) {
        var arguments = new ArrayList<>(List.of("-v", "error"));
        arguments.addAll(List.of(entries));
        arguments.addAll(List.of("-of", "default=noprint_wrappers=1:nokey=1", address));
        return execute(ffmpeg.ffprobe(), arguments).strip();
    }

    /**
     * Plays every rendition of an address to its end and returns what went wrong. All of them, because ffmpeg complains
     * of the half-read segment of any rendition it drops, its own playlists' included.
     */
    public String play(String address) {
        return execute(ffmpeg.ffmpeg(),
                List.of("-nostdin", "-v", "error", "-i", address, "-map", "0", "-c:s", "webvtt", "-f", "null", "-"))
                .strip();
    }

    private String execute(Path program, List<String> arguments) {
        try {
            var process = ffmpeg.process(program, arguments).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program.getFileName() + " " + arguments + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String video(String size, double seconds) {
        return "testsrc2=size=" + size + ":rate=30:duration=" + seconds;
    }

    private static String sound(double seconds) {
        return "sine=frequency=330:sample_rate=48000:duration=" + seconds;
    }
}
