package io.crealia.security.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** One line per class of inputs, in {@code target/security-summary.txt}. */
public final class Summary {
    private static final Path FILE = Path.of("target", "security-summary.txt");

    private Summary() {}

    public static String text() {
        return Tally.all().stream().map(Tally::line).collect(Collectors.joining("\n", "", "\n"))
                + "%-18s %6d inputs%n".formatted("all", Tally.all().stream().mapToInt(Tally::inputs).sum());
    }

    static synchronized void write() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
