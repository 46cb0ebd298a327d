package io.crealia.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The project's files, read as text. */
final class Sources {
    static final Path ROOT = Path.of(System.getProperty("crealia.root"));

    private Sources() {}

    /** The first group of every match in every Java source below a folder of the project. */
    static Set<String> inJava(String folder, Pattern pattern) {
        var found = new TreeSet<String>();
        try (var files = Files.walk(ROOT.resolve(folder))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> found.addAll(in(file, pattern)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    static Set<String> in(Path file, Pattern pattern) {
        var found = new TreeSet<String>();
        try {
            pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
