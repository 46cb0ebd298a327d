package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Picks lines of the log and puts them in order.
 *
 * <p>The story of an asset is every line with its id, and the lines without any asset's id that have the correlation id of
 * one of them: those of the call that began it. A correlation id that several assets share, because their caller said so,
 * adds nothing: its lines could be another's.
 *
 * @param level the least one
 * @param function a part of a function's name, as {@code transcoding}
 */
record LogStory(Optional<String> asset, Optional<String> correlation, Optional<Level> level,
        Optional<String> function) {
    enum Level {
        TRACE, DEBUG, INFO, WARN, ERROR
    }

    /** In the order of time; lines of one millisecond stay as they were written. */
    List<JsonNode> of(List<JsonNode> lines) {
        var known = correlations(lines);
        return lines.stream().filter(line -> tells(line, known))
                .sorted(Comparator.comparing(line -> text(line, "timestamp"))).toList();
    }

    /** Correlation ids that belong to the asset alone. Empty without an asset. */
    Set<String> correlations(List<JsonNode> lines) {
        var own = new HashSet<String>();
        var others = new HashSet<String>();
        asset.ifPresent(wanted -> {
            for (var line : lines) {
                var about = text(line, "asset_id");
                if (!about.isEmpty()) {
                    (about.equals(wanted) ? own : others).add(text(line, "correlation_id"));
                }
            }
        });
        own.removeAll(others);
        own.remove("");
        return own;
    }

    boolean tells(JsonNode line, Set<String> correlations) {
        return asset.map(wanted -> text(line, "asset_id").equals(wanted) || text(line, "asset_id").isEmpty()
                && correlations.contains(text(line, "correlation_id"))).orElse(true)
                && correlation.map(wanted -> text(line, "correlation_id").equals(wanted)).orElse(true)
                && level.map(least -> of(text(line, "level")).compareTo(least) >= 0).orElse(true)
                && function.map(name -> name(line).contains(name.toLowerCase(Locale.ROOT))).orElse(true);
    }

    /** A function's name in lower case without the stage before it. */
    static String name(JsonNode line) {
        return text(line, "function_name").toLowerCase(Locale.ROOT).replaceFirst("^crealia-[a-z0-9]+-", "");
    }

    static String text(JsonNode line, String field) {
        return line.path(field).asText("");
    }

    private static Level of(String name) {
        try {
            return Level.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // What we do not know is rather shown than hidden.
            return Level.ERROR;
        }
    }
}
