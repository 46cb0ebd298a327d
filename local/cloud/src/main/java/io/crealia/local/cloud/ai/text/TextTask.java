package io.crealia.local.cloud.ai.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the engine can do. Each task has one schema, whose name chooses it. */
public enum TextTask {
    /** Title, description, hashtags, chapters and a moderation flag of a transcript. */
    ENRICH,
    /** An order of moments. */
    RERANK;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String schema() {
        return "crealia_" + wireName();
    }

    public static Optional<TextTask> bySchema(String name) {
        return Arrays.stream(values()).filter(task -> task.schema().equals(name)).findFirst();
    }

    /** For people: the names of all schemas. */
    public static String schemas() {
        return Arrays.stream(values()).map(TextTask::schema).collect(Collectors.joining(" or "));
    }
}
