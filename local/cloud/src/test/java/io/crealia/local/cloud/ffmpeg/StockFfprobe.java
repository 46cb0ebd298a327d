package io.crealia.local.cloud.ffmpeg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * ffprobe without any of our guards, for looking at outputs. The system property {@code crealia.test.player} names a
 * folder with another ffmpeg and ffprobe to look with.
 */
public final class StockFfprobe {
    private StockFfprobe() {}

    /** @param warnings what it complained about */
    public record Answer(JsonNode json, String warnings) {
        public List<JsonNode> streams(String type) {
            return StreamSupport.stream(json.path("streams").spliterator(), false)
                    .filter(stream -> stream.path("codec_type").asText().equals(type)).toList();
        }

        public JsonNode video() {
            return streams("video").getFirst();
        }

        public double duration() {
            return json.at("/format/duration").asDouble();
        }
    }

    /** Container and streams. */
    public static Answer read(String address) throws IOException {
        return run(List.of("-v", "warning", "-show_format", "-show_streams", "-of", "json", address));
    }

    /** Every packet of the first video stream: {@code pts_time}, {@code dts_time}, {@code flags}. */
    public static List<JsonNode> packets(String address) throws IOException {
        JsonNode json = run(
                List.of("-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,dts_time,flags",
                        "-of", "json", address))
                .json();
        return StreamSupport.stream(json.path("packets").spliterator(), false).toList();
    }

    private static FfmpegBinaries player() {
        String other = System.getProperty("crealia.test.player", "");
        return other.isEmpty()
                ? TestFfmpeg.ffmpeg().binaries()
                : new FfmpegBinaries(Path.of(other, "ffmpeg"), Path.of(other, "ffprobe"), "");
    }

    private static Answer run(List<String> arguments) throws IOException {
        var binaries = player();
        var output = ProcessOutput.of(binaries.process(binaries.ffprobe(), arguments), Duration.ofSeconds(30));
        if (output.exitCode() != 0) {
            throw new AssertionError("ffprobe " + arguments + ": " + output.err());
        }
        return new Answer(new ObjectMapper().readTree(output.out()), output.err());
    }

    /** The picture at a time, decoded. */
    public static BufferedImage frame(String file, double seconds) throws IOException {
        var binaries = player();
        Path png = Files.createTempFile("frame", ".png");
        var output = ProcessOutput.of(
                binaries.process(binaries.ffmpeg(), List.of("-v", "error", "-y", "-i", file, "-ss",
                        Double.toString(seconds), "-frames:v", "1", "-update", "1", png.toString())),
                Duration.ofSeconds(30));
        if (output.exitCode() != 0) {
            throw new AssertionError("no frame of " + file + ": " + output.err());
        }
        try {
            return ImageIO.read(png.toFile());
        } finally {
            Files.delete(png);
        }
    }

    /** Where the sound stops being silent and the picture stops being black, in seconds. */
    public static double[] firstLoudAndBright(String file) throws IOException {
        var binaries = player();
        String said = ProcessOutput.of(binaries.process(binaries.ffmpeg(), List.of("-hide_banner", "-nostats", "-i",
                file, "-vf", "blackdetect=d=0.1:pix_th=0.5", "-af", "silencedetect=n=-30dB:d=0.2", "-f", "null", "-")),
                Duration.ofSeconds(30)).err();
        return new double[]{Double.parseDouble(said.replaceAll("(?s).*?silence_end: ([\\d.]+).*", "$1")),
                Double.parseDouble(said.replaceAll("(?s).*?black_end:([\\d.]+).*", "$1"))};
    }

    /** Integrated loudness and true peak, as ebur128 sums them up. */
    public static String loudness(String file) throws IOException {
        var binaries = player();
        return ProcessOutput
                .of(binaries.process(binaries.ffmpeg(), List.of("-hide_banner", "-nostats", "-i", file, "-af",
                        "ebur128=peak=true:framelog=verbose", "-f", "null", "-")), Duration.ofSeconds(30))
                .err();
    }

    /** Average of a channel (YAVG, UAVG, VAVG) over all frames. */
    public static double average(String file, String channel) throws IOException {
        var binaries = player();
        String out = ProcessOutput.of(binaries.process(binaries.ffmpeg(), List.of("-v", "error", "-i", file, "-vf",
                "signalstats,metadata=print:key=lavfi.signalstats." + channel + ":file=-", "-f", "null", "-")),
                Duration.ofSeconds(30)).out();
        return out.lines().filter(line -> line.contains("="))
                .mapToDouble(line -> Double.parseDouble(line.split("=")[1])).average()
                .orElseThrow();
    }
}
