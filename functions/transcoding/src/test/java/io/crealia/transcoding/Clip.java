package io.crealia.transcoding;

import io.crealia.local.cloud.ffmpeg.FfmpegBinaries;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Makes small clips with the ffmpeg that the embedded cloud uses. */
public final class Clip {
    private final Path folder;
    private final FfmpegBinaries ffmpeg;
    private int count;

    private static final String SPEECH = "aevalsrc='0.06*(0.5+0.5*sin(2*PI*4*t))*(sin(2*PI*140*t)+0.5*sin(2*PI*280*t)"
            + "+0.3*sin(2*PI*900*t))':s=48000:d=";

    private Clip(Path folder, FfmpegBinaries ffmpeg) {
        this.folder = folder;
        this.ffmpeg = ffmpeg;
    }

    public static Clip in(Path folder) {
        try {
            return new Clip(folder, FfmpegLocator
                    .of(System.getenv(), System.getProperties(), folder.resolve("ffmpeg")).locate().binaries());
        } catch (FfmpegMissingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A test picture with a tone. */
    public byte[] landscape(String size, double seconds) {
        return run("mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=30:d=" + seconds, "-f", "lavfi",
                "-i", "sine=f=440:r=48000:d=" + seconds, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
                "yuv420p", "-c:a", "aac", "-shortest"));
    }

    /** Something moves at the right, the rest is plain; somebody seems to speak. */
    public byte[] speaker(String size, double seconds) {
        return run("mp4", List.of("-f", "lavfi", "-i", "color=0x606870:s=" + size + ":r=30:d=" + seconds, "-f", "lavfi",
                "-i", "testsrc2=s=240x180:r=30:d=" + seconds, "-f", "lavfi", "-i", SPEECH + seconds, "-filter_complex",
                "[0:v][1:v]overlay=x=W*0.72+20*sin(3*t):y=(H-h)/2", "-c:v", "libx264", "-preset", "ultrafast",
                "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"));
    }

    /** As much to see everywhere, and the same voice. */
    public byte[] evenlyBusy(String size, double seconds) {
        return run("mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=30000/1001:d=" + seconds, "-f",
                "lavfi", "-i", SPEECH + seconds, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                "-c:a", "aac", "-shortest"));
    }

    /** A picture of a file, at a time. */
    public BufferedImage frame(byte[] file, double seconds) {
        var source = write("frame-of.mp4", file);
        try {
            return ImageIO.read(new ByteArrayInputStream(run("png", List.of("-i", source.toString(), "-ss",
                    String.valueOf(seconds), "-frames:v", "1", "-update", "1"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Integrated loudness in LUFS. */
    public double loudness(byte[] file) {
        var said = say(ffmpeg.ffmpeg(), List.of("-hide_banner", "-nostats", "-i", write("loud.mp4", file).toString(),
                "-af", "ebur128=framelog=verbose", "-f", "null", "-"));
        return Double.parseDouble(said.replaceAll("(?s).*I:\\s+(-?[\\d.]+) LUFS.*", "$1"));
    }

    /** Length and flags of each packet of the picture, {@code 0.033333,K__}, in order of decoding. */
    public List<String> packets(byte[] file) {
        return say(ffmpeg.ffprobe(), List.of("-v", "error", "-select_streams", "v:0", "-show_entries",
                "packet=duration_time,flags", "-of", "csv=p=0", write("packets.mp4", file).toString())).lines()
                .filter(line -> !line.isBlank()).toList();
    }

    private String say(Path program, List<String> arguments) {
        try {
            var process = ffmpeg.process(program, arguments).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " " + arguments + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stored landscape, shown portrait, without sound. */
    public byte[] rotated(String size, double seconds) {
        var plain = write("plain.mp4", run("mp4", List.of("-f", "lavfi", "-i",
                "testsrc2=s=" + size + ":r=30:d=" + seconds, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
                "yuv420p")));
        return run("mp4", List.of("-display_rotation", "90", "-i", plain.toString(), "-c", "copy"));
    }

    public byte[] variableFrameRate(String size, double seconds) {
        return run("mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=30:d=" + seconds, "-vf",
                "select='lt(t," + seconds / 2 + ")+mod(n,3)'", "-fps_mode", "vfr", "-c:v", "libx264", "-preset",
                "ultrafast", "-pix_fmt", "yuv420p"));
    }

    public byte[] hlg(String size, double seconds) {
        return run("mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=30:d=" + seconds, "-c:v", "libx264",
                "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020", "-color_trc",
                "arib-std-b67", "-colorspace", "bt2020nc"));
    }

    public byte[] interlaced(double seconds) {
        return run("mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=720x576:r=50:d=" + seconds, "-vf",
                "interlace,setsar=16/15", "-c:v", "libx264", "-flags", "+ilme+ildct", "-preset", "ultrafast",
                "-pix_fmt", "yuv420p"));
    }

    public byte[] soundOnly(double seconds) {
        return run("m4a", List.of("-f", "lavfi", "-i", "sine=f=440:r=48000:d=" + seconds, "-c:a", "aac"));
    }

    public byte[] webm(String size, double seconds) {
        return run("webm", List.of("-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=25:d=" + seconds, "-c:v",
                "libvpx", "-deadline", "realtime", "-cpu-used", "8"));
    }

    private byte[] run(String extension, List<String> arguments) {
        var target = folder.resolve("clip-" + ++count + "." + extension);
        var all = new ArrayList<>(List.of("-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
        all.addAll(arguments);
        all.add(target.toString());
        try {
            var process = ffmpeg.process(ffmpeg.ffmpeg(), all).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ffmpeg " + all + ": " + said);
            }
            return Files.readAllBytes(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
