package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A usable ffmpeg: its programs, its version and what it was built with.
 *
 * @param version as printed, for example "8.1.2"
 * @param filters names of the filters it has
 */
public record Ffmpeg(FfmpegBinaries binaries, String version, Set<String> filters) {
    static final int OLDEST_MAJOR = 5;
    private static final Pattern VERSION = Pattern.compile("^ffmpeg version n?(\\d+)(\\.\\d+)*");
    private static final long ANSWER_SECONDS = 20;

    /**
     * Asks the programs what they are.
     *
     * @throws IOException they do not start, are older than 5 or lack libx264; the message says which
     */
    static Ffmpeg inspect(FfmpegBinaries binaries) throws IOException {
        String banner = output(binaries, List.of("-version"));
        var match = VERSION.matcher(banner);
        if (!match.find()) {
            throw new IOException(binaries.ffmpeg() + " does not say its version: " + firstLine(banner));
        }
        if (Integer.parseInt(match.group(1)) < OLDEST_MAJOR) {
            throw new IOException(binaries.ffmpeg() + " is version " + firstLine(banner) + ", needed is 5 or newer");
        }
        if (!output(binaries, List.of("-hide_banner", "-encoders")).contains(" libx264 ")) {
            throw new IOException(binaries.ffmpeg() + " has no libx264 encoder");
        }
        Set<String> filters = output(binaries, List.of("-hide_banner", "-filters")).lines().map(String::strip)
                .map(line -> line.split("\\s+")).filter(parts -> parts.length > 2 && parts[2].contains("->"))
                .map(parts -> parts[1]).collect(Collectors.toUnmodifiableSet());
        return new Ffmpeg(binaries, match.group().replaceFirst("^ffmpeg version n?", ""), filters);
    }

    public int major() {
        return Integer.parseInt(version.split("\\.")[0]);
    }

    public boolean hasFilter(String name) {
        return filters.contains(name);
    }

    private static String output(FfmpegBinaries binaries, List<String> arguments) throws IOException {
        Process process = binaries.process(binaries.ffmpeg(), arguments).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(binaries.ffmpeg() + " " + arguments + " failed: " + firstLine(text));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + binaries.ffmpeg(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("(no output)");
    }
}
