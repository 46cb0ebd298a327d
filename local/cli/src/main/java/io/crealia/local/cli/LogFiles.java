package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What all functions of the local edition logged, one JSON object per line: {@code functions.jsonl}, and what was rolled
 * over, {@code functions-N.jsonl.gz}, of which the highest N is the newest (crealia-log4j2.xml).
 */
final class LogFiles {
    private static final Pattern ROLLED = Pattern.compile("functions-(\\d{1,6})[.]jsonl[.]gz");

    private final Path folder;

    /** @param home the data folder */
    LogFiles(Path home) {
        folder = home.resolve("logs");
    }

    Path current() {
        return folder.resolve("functions.jsonl");
    }

    /** Every line that is whole, oldest file first. */
    List<JsonNode> read() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var file : rolled()) {
            try (var reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(new FileInputStream(file.toFile())), StandardCharsets.UTF_8))) {
                reader.lines().map(LogFiles::parse).flatMap(Optional::stream).forEach(lines::add);
            }
        }
        if (Files.exists(current())) {
            try (var all = Files.lines(current())) {
                all.map(LogFiles::parse).flatMap(Optional::stream).forEach(lines::add);
            }
        }
        return lines;
    }

    private List<Path> rolled() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> ROLLED.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingInt(LogFiles::number)).toList();
        }
    }

    private static int number(Path file) {
        var matcher = ROLLED.matcher(file.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** What is added to the current file from a position on, line by line. */
    static final class Tail {
        private final Path file;
        private long position;

        Tail(Path file, long position) {
            this.file = file;
            this.position = position;
        }

        /** Gives the lines that were completed since; begins anew where the file was rolled over. */
        void read(Consumer<JsonNode> lines) throws IOException {
            if (!Files.exists(file)) {
                return;
            }
            if (Files.size(file) < position) {
                position = 0;
            }
            try (var in = new FileInputStream(file.toFile())) {
                in.skipNBytes(position);
                var bytes = in.readAllBytes();
                var end = lastLine(bytes);
                position += end;
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().map(LogFiles::parse)
                        .flatMap(Optional::stream).forEach(lines);
            }
        }

        private static int lastLine(byte[] bytes) {
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return end;
        }
    }

    /** A line cut off by a killed process is passed over. */
    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(Json.parse(line)).filter(JsonNode::isObject);
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
