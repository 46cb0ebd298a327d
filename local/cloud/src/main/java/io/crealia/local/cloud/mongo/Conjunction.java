package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Map;

/** Filters that ask for several things at once. */
final class Conjunction {

    private static final String AND = "$and";

    private Conjunction() {}

    /**
     * The same filter without {@code $and}, where each field is asked about once, or by operators that differ, as both
     * ends of a range are. A filter for which that is not so comes back as it is.
     */
    static Document flat(Document filter) {
        if (!(filter.get(AND) instanceof Collection<?>)) {
            return filter;
        }
        var flat = new Document();
        return added(flat, filter) ? flat : filter;
    }

    private static boolean added(Document flat, Document filter) {
        for (Map.Entry<String, Object> asked : filter.entrySet()) {
            boolean fits = AND.equals(asked.getKey()) && asked.getValue() instanceof Collection<?> all
                    ? all.stream().allMatch(one -> one instanceof Document part && added(flat, part))
                    : added(flat, asked.getKey(), asked.getValue());
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean added(Document flat, String field, Object condition) {
        if (!flat.containsKey(field)) {
            flat.put(field, condition);
            return true;
        }
        if (!(flat.get(field) instanceof Document before) || !(condition instanceof Document more)
                || !operators(before) || !operators(more)
                || before.keySet().stream().anyMatch(more::containsKey)) {
            return false;
        }
        var both = new Document();
        both.putAll(before);
        both.putAll(more);
        flat.put(field, both);
        return true;
    }

    private static boolean operators(Document condition) {
        return !condition.isEmpty() && condition.keySet().stream().allMatch(key -> key.startsWith("$"));
    }
}
