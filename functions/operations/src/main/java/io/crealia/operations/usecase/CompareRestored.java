package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackedUpCollection;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupPart;
import io.crealia.operations.port.DocumentSource;
import io.crealia.operations.port.DocumentSource.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads a restored database again, from the server, and compares it with the manifest: documents, digests of their bytes
 * in the order of ids, indexes, and that there is no further collection.
 */
public final class CompareRestored {
    /**
     * One collection.
     *
     * @param expected documents by the manifest
     * @param found documents in the database
     * @param digest over the digests of its parts, as the manifest has them
     * @param foundDigest the same of what was read
     * @param difference empty if there is none
     */
    public record Row(String collection, long expected, long found, String digest, String foundDigest,
            String difference) {
        public boolean same() {
            return difference.isEmpty();
        }
    }

    public List<Row> execute(BackupManifest manifest, DocumentSource restored) {
        var rows = new ArrayList<Row>();
        for (var collection : manifest.collections()) {
            rows.add(compare(collection, restored));
        }
        var names = manifest.collections().stream().map(BackedUpCollection::name).toList();
        restored.collections().stream().filter(name -> !names.contains(name))
                .forEach(name -> rows.add(new Row(name, 0, 0, "", "", "the backup has no such collection")));
        return rows;
    }

    private static Row compare(BackedUpCollection collection, DocumentSource restored) {
        var expected = Digests.sha256();
        var actual = Digests.sha256();
        long found = 0;
        var difference = "";
        try (var documents = restored.open(collection.name(), Optional.empty())) {
            for (var part : collection.parts()) {
                expected.update(part.rawSha256().getBytes(StandardCharsets.US_ASCII));
                var read = read(documents, part.documents());
                actual.update(read.sha256().getBytes(StandardCharsets.US_ASCII));
                found += read.documents();
                if (difference.isEmpty() && !read.sha256().equals(part.rawSha256())) {
                    difference = "documents differ from those of " + name(part);
                }
            }
            var more = read(documents, Long.MAX_VALUE).documents();
            found += more;
            if (more > 0) {
                actual.update((byte) '+');
            }
        }
        if (found != collection.documents()) {
            difference = "there are %d documents, expected %d".formatted(found, collection.documents());
        }
        if (difference.isEmpty()
                && !new HashSet<>(restored.indexes(collection.name())).equals(new HashSet<>(collection.indexes()))) {
            difference = "indexes are " + restored.indexes(collection.name()) + ", expected " + collection.indexes();
        }
        return new Row(collection.name(), collection.documents(), found, Digests.hex(expected), Digests.hex(actual),
                difference);
    }

    private record Read(long documents, String sha256) {}

    private static Read read(Documents documents, long most) {
        var digest = Digests.sha256();
        long count = 0;
        while (count < most && documents.hasNext()) {
            digest.update(documents.next());
            count++;
        }
        return new Read(count, Digests.hex(digest));
    }

    private static String name(BackupPart part) {
        return part.key().substring(part.key().lastIndexOf('/') + 1);
    }
}
