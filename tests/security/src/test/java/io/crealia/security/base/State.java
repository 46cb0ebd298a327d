package io.crealia.security.base;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A digest of every document and every object, by its place: {@code database/collection/id} or {@code bucket/key}. The
 * audit log is left out, to note a refusal is its task, and so is what runs by the clock:
 * marks and backups.
 */
public record State(Map<String, String> digests) {
    private static final Set<String> SERVER_OWN = Set.of("admin", "config", "local");
    private static final Set<String> GROWING = Set.of("audit", "audit_heads", "privacy_marks", "backups");
    private static final String BACKUPS = "-backup";

    public State {
        digests = Map.copyOf(digests);
    }

    static State of(MongoClient mongo, S3Client s3) {
        var digests = new TreeMap<String, String>();
        for (var name : mongo.listDatabaseNames()) {
            if (!SERVER_OWN.contains(name)) {
                add(mongo.getDatabase(name), digests);
            }
        }
        for (var bucket : s3.listBuckets().buckets()) {
            if (!bucket.name().endsWith(BACKUPS)) {
                // An object that is removed while the listing is made has no tag any more.
                s3.listObjectsV2Paginator(list -> list.bucket(bucket.name())).contents().stream()
                        .filter(object -> object.eTag() != null)
                        .forEach(object -> digests.put(bucket.name() + "/" + object.key(), object.eTag()));
            }
        }
        return new State(digests);
    }

    private static void add(MongoDatabase database, Map<String, String> digests) {
        for (var collection : database.listCollectionNames()) {
            if (!collection.startsWith("system.") && !GROWING.contains(collection)) {
                database.getCollection(collection).find().forEach(document -> digests.put(
                        database.getName() + "/" + collection + "/" + document.get("_id"), hash(document.toJson())));
            }
        }
    }

    /** What a later state has added, removed or changed. */
    public List<String> changes(State later) {
        var changes = new ArrayList<String>();
        digests.forEach((place, digest) -> {
            var now = later.digests.get(place);
            if (now == null) {
                changes.add("removed " + place);
            } else if (!now.equals(digest)) {
                changes.add("changed " + place);
            }
        });
        later.digests.keySet().stream().filter(place -> !digests.containsKey(place)).sorted()
                .forEach(place -> changes.add("added " + place));
        return changes;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
