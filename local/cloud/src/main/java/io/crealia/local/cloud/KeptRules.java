package io.crealia.local.cloud;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rules by name in one file. The cloud keeps its configuration when nobody is connected, and so does this one: an event
 * between its start and the moment somebody declares the rules again still finds them.
 *
 * @param <T> a record that Jackson can write and read
 */
public final class KeptRules<T> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final TypeReference<LinkedHashMap<String, T>> type;
    private volatile Map<String, T> rules;

    public KeptRules(Path file, TypeReference<LinkedHashMap<String, T>> type) {
        this.file = file;
        this.type = type;
    }

    /** An unmodifiable picture of this moment, in the order in which the rules were first put. */
    public Map<String, T> all() {
        Map<String, T> known = rules;
        return known == null ? load() : known;
    }

    public synchronized void put(String name, T rule) {
        var changed = new LinkedHashMap<>(all());
        if (rule.equals(changed.put(name, rule))) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(draft, JSON.writeValueAsBytes(changed));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Rules cannot be kept in " + file, e);
        }
        rules = Collections.unmodifiableMap(changed);
    }

    private synchronized Map<String, T> load() {
        if (rules == null) {
            try {
                rules = Files.exists(file)
                        ? Collections.unmodifiableMap(JSON.readValue(Files.readAllBytes(file), type))
                        : Map.of();
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is damaged: delete it, and declare the rules again", e);
            }
        }
        return rules;
    }
}
