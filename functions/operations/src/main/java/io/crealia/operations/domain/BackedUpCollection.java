package io.crealia.operations.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What a backup holds of one collection.
 *
 * @param indexes definitions as MongoDB gives them, in extended JSON (canonical), without version and namespace
 * @param parts in the order of their documents' ids; none for an empty collection
 */
public record BackedUpCollection(String name, List<String> indexes, List<BackupPart> parts) {
    public BackedUpCollection {
        indexes = List.copyOf(indexes);
        parts = List.copyOf(parts);
    }

    public BackedUpCollection with(BackupPart part) {
        var more = new ArrayList<>(parts);
        more.add(part);
        return new BackedUpCollection(name, indexes, more);
    }

    public long documents() {
        return parts.stream().mapToLong(BackupPart::documents).sum();
    }

    public long rawBytes() {
        return parts.stream().mapToLong(BackupPart::rawBytes).sum();
    }

    public long storedBytes() {
        return parts.stream().mapToLong(BackupPart::storedBytes).sum();
    }
}
