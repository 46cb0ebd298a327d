package io.crealia.testkit.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What ran and what was skipped, written by each module under its {@code target} and read together at the end. */
public final class ForeignReport {
    private static final String FILE = "foreign-servers.txt";
    private static final String RAN = "ran";
    private static final List<String> LINES = new ArrayList<>();

    private ForeignReport() {}

    static void ran(ForeignServer server, String suite) {
        note(server, suite, RAN);
    }

    static void skipped(ForeignServer server, String suite, String reason) {
        note(server, suite, reason);
    }

    // The whole file each time, so that what an earlier run of the module left is gone.
    private static synchronized void note(ForeignServer server, String suite, String outcome) {
        var module = Path.of("").toAbsolutePath().getFileName();
        LINES.add(server.name() + "\t" + module + "/" + suite.substring(suite.lastIndexOf('.') + 1) + "\t"
                + outcome.replaceAll("\\s+", " "));
        try {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", FILE), LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of the suites on one server. */
    public record Row(ForeignServer server, TreeSet<String> ran, TreeMap<String, TreeSet<String>> skippedByReason) {}

    /** Reads the reports of all modules, as of each one's last run. */
    public static Map<ForeignServer, Row> read(Path root) {
        var rows = new EnumMap<ForeignServer, Row>(ForeignServer.class);
        for (var group : List.of("functions", "local", "tests")) {
            try (Stream<Path> modules = Files.list(root.resolve(group))) {
                for (var module : modules.sorted().toList()) {
                    var file = module.resolve("target").resolve(FILE);
                    if (Files.exists(file)) {
                        Files.readAllLines(file).forEach(line -> add(rows, line.split("\t")));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    private static void add(Map<ForeignServer, Row> rows, String... cells) {
        var row = rows.computeIfAbsent(ForeignServer.valueOf(cells[0]),
                server -> new Row(server, new TreeSet<>(), new TreeMap<>()));
        if (cells[2].equals(RAN)) {
            row.ran().add(cells[1]);
        } else {
            row.skippedByReason().computeIfAbsent(cells[2], _ -> new TreeSet<>()).add(cells[1]);
        }
    }

    /** One line per server, for people. */
    public static String text(Map<ForeignServer, Row> rows) {
        var text = new StringBuilder();
        rows.values().forEach(row -> {
            if (!row.ran().isEmpty()) {
                text.append("%-30s ran      %2d suites: %s%n".formatted(row.server().program(), row.ran().size(),
                        String.join(", ", row.ran())));
            }
            row.skippedByReason().forEach((reason, suites) -> text.append("%-30s skipped  %2d suites: %s%n"
                    .formatted(row.server().program(), suites.size(), reason)));
        });
        return text.toString();
    }
}
