package io.crealia.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of {@code observability/}. */
final class Project {
    static final Path ROOT = Path.of(System.getProperty("crealia.root"));
    static final Path FOLDER = ROOT.resolve("observability");
    static final Path RULES = FOLDER.resolve("prometheus/rules");
    static final Path RULE_TESTS = FOLDER.resolve("prometheus/tests");
    static final Path RUNBOOKS = FOLDER.resolve("runbooks");
    static final Path DASHBOARDS = FOLDER.resolve("grafana/dashboards");

    private Project() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object yaml(Path file) {
        return new Load(LoadSettings.builder().build()).loadFromString(text(file));
    }

    /** Files of a folder by the end of their names, in order. */
    static List<Path> files(Path folder, String end) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
