package io.crealia.logging;

import java.util.Map;

/**
 * The fields that every line of a thread has. Threads that it starts do not inherit them: a driver's thread outlives the
 * invocation that started it.
 */
public final class ThreadFields {
    private static final ThreadLocal<Map<String, String>> FIELDS = new ThreadLocal<>();

    private ThreadFields() {}

    /** By name; unmodifiable. */
    public static Map<String, String> get() {
        var fields = FIELDS.get();
        return fields == null ? Map.of() : fields;
    }

    /** @param fields replace those that there are */
    public static void set(Map<String, String> fields) {
        if (fields.isEmpty()) {
            FIELDS.remove();
        } else {
            FIELDS.set(Map.copyOf(fields));
        }
    }
}
