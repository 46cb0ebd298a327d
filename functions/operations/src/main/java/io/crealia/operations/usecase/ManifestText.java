package io.crealia.operations.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.operations.domain.BackedUpCollection;
import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupPart;
import io.crealia.operations.domain.BackupProgress;
import io.crealia.operations.domain.DamagedBackupException;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Manifests as JSON (docs/backup.md has an example). Reading checks every field, so that nothing else has to. The
 * progress of a backup is written in the same form.
 */
public final class ManifestText {
    private ManifestText() {}

    public static ObjectNode write(BackupManifest manifest) {
        var json = Json.object().put("format", BackupManifest.FORMAT).put("id", manifest.id().value())
                .put("database", manifest.database()).put("started_at", manifest.startedAt().toString())
                .put("finished_at", manifest.finishedAt().toString());
        json.putObject("totals").put("collections", manifest.collections().size())
                .put("documents", manifest.documents()).put("parts", manifest.parts())
                .put("bytes", manifest.rawBytes()).put("stored_bytes", manifest.storedBytes());
        collections(json, manifest.collections());
        return json;
    }

    /**
     * @param key where the text was found, for the fault's message
     * @throws DamagedBackupException if it is no manifest, or one of a newer form
     */
    public static BackupManifest read(String key, byte[] text) {
        try {
            var json = Json.parse(text);
            var format = json.path("format").asInt();
            if (format > BackupManifest.FORMAT) {
                throw new DamagedBackupException(key + ": its format is " + format + ", and this version reads up to "
                        + BackupManifest.FORMAT + ": restore it with the version that wrote it");
            }
            require(format == BackupManifest.FORMAT, "format: expected " + BackupManifest.FORMAT);
            var manifest = new BackupManifest(new BackupId(text(json, "id")), text(json, "database"),
                    instant(json, "started_at"), instant(json, "finished_at"), collections(json));
            check(json, manifest);
            return manifest;
        } catch (MalformedJsonException | IllegalArgumentException | DateTimeException e) {
            throw new DamagedBackupException(key + ": no manifest of a backup: " + e.getMessage());
        }
    }

    public static ObjectNode write(BackupProgress progress) {
        var json = Json.object().put("id", progress.id().value()).put("started_at", progress.startedAt().toString());
        collections(json, progress.done());
        progress.open().ifPresent(open -> json.set("open", collection(open)));
        progress.after().ifPresent(after -> json.put("after", after));
        return json;
    }

    public static BackupProgress readProgress(JsonNode json) {
        return new BackupProgress(new BackupId(text(json, "id")), instant(json, "started_at"), collections(json),
                Optional.ofNullable(json.get("open")).map(ManifestText::collection),
                Optional.ofNullable(json.get("after")).map(JsonNode::asText));
    }

    private static void check(JsonNode json, BackupManifest manifest) {
        var totals = json.path("totals");
        require(number(totals, "collections") == manifest.collections().size()
                && number(totals, "documents") == manifest.documents() && number(totals, "parts") == manifest.parts()
                && number(totals, "bytes") == manifest.rawBytes()
                && number(totals, "stored_bytes") == manifest.storedBytes(), "totals: expected the sums of the parts");
        require(manifest.collections().stream().map(BackedUpCollection::name).distinct().count() == manifest
                .collections().size(), "collections: expected each name once");
    }

    private static void collections(ObjectNode json, List<BackedUpCollection> collections) {
        var array = json.putArray("collections");
        collections.forEach(collection -> array.add(collection(collection)));
    }

    private static ObjectNode collection(BackedUpCollection collection) {
        var json = Json.object().put("name", collection.name()).put("documents", collection.documents())
                .put("bytes", collection.rawBytes());
        var indexes = json.putArray("indexes");
        collection.indexes().forEach(index -> indexes.add(Json.parse(index)));
        var parts = json.putArray("parts");
        collection.parts()
                .forEach(part -> parts.addObject().put("key", part.key()).put("documents", part.documents())
                        .put("bytes", part.rawBytes()).put("stored_bytes", part.storedBytes())
                        .put("sha256", part.rawSha256()).put("stored_sha256", part.storedSha256()));
        return json;
    }

    private static List<BackedUpCollection> collections(JsonNode json) {
        require(json.path("collections").isArray(), "collections: expected a list");
        var all = new ArrayList<BackedUpCollection>();
        json.path("collections").forEach(one -> all.add(collection(one)));
        return all;
    }

    private static BackedUpCollection collection(JsonNode json) {
        var parts = new ArrayList<BackupPart>();
        json.path("parts").forEach(part -> parts.add(new BackupPart(text(part, "key"), number(part, "documents"),
                number(part, "bytes"), number(part, "stored_bytes"), text(part, "sha256"),
                text(part, "stored_sha256"))));
        var indexes = new ArrayList<String>();
        json.path("indexes").forEach(index -> indexes.add(Json.text(index)));
        var collection = new BackedUpCollection(text(json, "name"), indexes, parts);
        require(collection.documents() == number(json, "documents"),
                "collection " + collection.name() + ": expected as many documents as its parts have");
        require(collection.rawBytes() == number(json, "bytes"),
                "collection " + collection.name() + ": expected as many bytes as its parts have");
        return collection;
    }

    private static String text(JsonNode json, String field) {
        require(json.path(field).isTextual(), field + ": expected a text");
        return json.path(field).asText();
    }

    private static long number(JsonNode json, String field) {
        require(json.path(field).canConvertToLong() && json.path(field).isIntegralNumber(),
                field + ": expected a whole number");
        return json.path(field).asLong();
    }

    private static Instant instant(JsonNode json, String field) {
        try {
            return Instant.parse(text(json, field));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + ": expected a time in UTC", e);
        }
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
