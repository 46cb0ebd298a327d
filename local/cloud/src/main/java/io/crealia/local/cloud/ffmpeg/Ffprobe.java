package io.crealia.local.cloud.ffmpeg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a file holds, within limits, with the demuxer forced. */
public final class Ffprobe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long OTHER_BYTES = 64L << 20;
    private static final Pattern REFUSED_CODEC = Pattern.compile("Codec \\((\\w{1,40})\\) not on whitelist");

    private final FfmpegBinaries binaries;
    private final FfmpegLimits limits;

    public Ffprobe(FfmpegBinaries binaries, FfmpegLimits limits) {
        this.binaries = binaries;
        this.limits = limits;
    }

    /**
     * @throws RefusedInputException the file is no media, cannot be parsed or breaks a limit
     * @throws IOException ffprobe itself could not run
     */
    public MediaInfo probe(Path file) throws IOException, RefusedInputException {
        InputFormat format = InputFormat.sniff(file);
        var arguments = new ArrayList<>(List.of("-v", "error", "-hide_banner", "-max_alloc",
                Long.toString(largestAllocation())));
        arguments.addAll(inputOptions(format));
        arguments.addAll(
                List.of("-show_format", "-show_streams", "-of", "json", "-i", file.toAbsolutePath().toString()));
        var answer = ProcessOutput.of(binaries.confined(binaries.ffprobe(), arguments), limits.probeTime(),
                limits.memoryBytes());
        if (answer.timedOut() || answer.bloated()) {
            throw new RefusedInputException(RefusedInputException.Reason.UNREADABLE, "reading the container took "
                    + (answer.timedOut()
                            ? "longer than " + limits.probeTime().toSeconds() + " s"
                            : "more than " + (limits.memoryBytes() >> 20) + " MiB of memory"));
        }
        var refused = REFUSED_CODEC.matcher(answer.err());
        if (answer.exitCode() != 0 && refused.find()) {
            throw new RefusedInputException(RefusedInputException.Reason.CODEC,
                    "the codec " + refused.group(1) + " is not accepted");
        }
        JsonNode json = answer.exitCode() == 0 ? JSON.readTree(answer.out()) : JSON.createObjectNode();
        if (!json.has("format")) {
            throw new RefusedInputException(RefusedInputException.Reason.UNREADABLE,
                    "the file cannot be read as " + format + ": " + reason(answer.err(), file));
        }
        MediaInfo info = ProbeReader.read(format, json);
        check(info);
        return info;
    }

    /** Room for one picture of the largest size in 16-bit RGBA: a larger one, a cover for example, is not even decoded. */
    private long largestAllocation() {
        return Math.min(limits.memoryBytes(), limits.maxPixels() * 8 + OTHER_BYTES);
    }

    /** Options that keep ffmpeg inside one local file and away from odd decoders; they must stand before {@code -i}. */
    public static List<String> inputOptions(InputFormat format) {
        return List.of("-protocol_whitelist", "file", "-format_whitelist", format.whitelist(), "-codec_whitelist",
                Decoders.ALLOWED, "-f", format.demuxer());
    }

    private static String reason(String err, Path file) {
        return err.lines().map(line -> line.replace(file.toAbsolutePath().toString(), "input")).map(Ffprobe::withoutTag)
                .filter(line -> !line.isBlank()).findFirst().orElse("no reason given");
    }

    private static String withoutTag(String line) {
        return line.replaceFirst("^\\[[^]]*] *", "");
    }

    private void check(MediaInfo info) throws RefusedInputException {
        if (info.video().isEmpty() && info.audios().isEmpty()) {
            throw new RefusedInputException(RefusedInputException.Reason.NO_MEDIA,
                    "the file holds neither video nor audio");
        }
        if (info.streams().size() > limits.maxStreams()) {
            throw new RefusedInputException(RefusedInputException.Reason.TOO_MANY_STREAMS,
                    "the file has " + info.streams().size() + " streams, allowed are " + limits.maxStreams());
        }
        double duration = info.durationSeconds().orElse(0);
        if (duration > limits.maxDuration().toMillis() / 1000.0) {
            throw new RefusedInputException(RefusedInputException.Reason.TOO_LONG, "the file is " + Math.round(duration)
                    + " s long, allowed are " + limits.maxDuration().toSeconds() + " s");
        }
        for (MediaInfo.Stream stream : info.streams()) {
            if (stream instanceof MediaInfo.Video video && (long) video.width() * video.height() > limits.maxPixels()) {
                throw new RefusedInputException(RefusedInputException.Reason.TOO_MANY_PIXELS, "the picture is "
                        + video.width() + "x" + video.height() + ", allowed are " + limits.maxPixels() + " pixels");
            }
        }
    }
}
