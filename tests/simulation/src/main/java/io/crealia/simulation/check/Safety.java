package io.crealia.simulation.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.simulation.cloud.SimBucket;
import io.crealia.transcoding.domain.TranscodingJob;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;

/** What must hold of each change at the moment that it is made. */
public final class Safety {
    private static final Set<String> VERSIONED = Set.of("runs", "uploads", "transcoding_jobs", "erasures",
            "webhook_deliveries", "webhook_endpoints");
    private static final Set<String> ENDS = Set.of("READY", "READY_DEGRADED", "FAILED", "REJECTED", "EXPIRED",
            "CANCELLED", "ERASED");
    /** The edges of each kind of document, as {@code from -> to}; {@code none} is before it is made. */
    public static final Map<String, Set<String>> EDGES = Map.of("runs",
            Set.of("none RUNNING", "none REJECTED", "none ERASED", "RUNNING READY", "RUNNING READY_DEGRADED",
                    "RUNNING FAILED", "RUNNING REJECTED", "RUNNING EXPIRED", "RUNNING CANCELLED", "RUNNING ERASED",
                    "READY ERASED", "READY_DEGRADED ERASED", "FAILED ERASED", "REJECTED ERASED", "EXPIRED ERASED",
                    "CANCELLED ERASED"),
            "uploads",
            Set.of("none waiting", "none opening", "opening parts_waiting", "parts_waiting uploading",
                    "waiting processing", "opening processing", "parts_waiting processing", "uploading processing",
                    "processing asset_created", "waiting errored", "opening errored", "parts_waiting errored",
                    "uploading errored", "processing errored", "waiting cancelled", "opening cancelled",
                    "parts_waiting cancelled", "uploading cancelled", "waiting timed_out", "opening timed_out",
                    "parts_waiting timed_out", "uploading timed_out", "processing timed_out"),
            "transcoding_jobs",
            Set.of("none CLAIMED", "none SUBMITTED", "none CANCELED", "CLAIMED SUBMITTED", "CLAIMED COMPLETE",
                    "CLAIMED ERROR", "CLAIMED CANCELED", "SUBMITTED COMPLETE", "SUBMITTED ERROR",
                    "SUBMITTED CANCELED"),
            "webhook_deliveries", Set.of("none waiting", "waiting sending", "waiting cancelled", "sending waiting",
                    "sending succeeded", "sending failed", "failed waiting", "succeeded waiting"));
    private static final Set<String> LEAVING = Set.of("deleting", "deleted");
    private static final List<String> UNVERSIONED = List.of("outbox", "nextAt", "backfillAt", "sweepAt", "visitAt");
    private static final int MOST_OUTBOX = 64;
    private static final int MOST_HISTORY = 200;
    private static final int MOST_VERSIONS = 4_001;

    private final Violations violations;
    private final Supplier<SimBucket> media;
    private final Map<String, Integer> edges = new HashMap<>();
    /** Assets that are being deleted, or are. */
    private final Set<String> leaving = new HashSet<>();
    /** Of each message that was owed; many changes leave it as it is. */
    private final Map<String, String> tenants = new HashMap<>();

    /** @param media the media bucket */
    public Safety(Violations violations, Supplier<SimBucket> media) {
        this.violations = violations;
        this.media = media;
    }

    /** How often each edge of each kind of document was taken. */
    public Map<String, Integer> edges() {
        return edges;
    }

    public void committed(String collection, Optional<Document> before, Optional<Document> after) {
        if (after.isEmpty()) {
            return;
        }
        var next = after.get();
        var id = new Named(collection, next);
        if (VERSIONED.contains(collection)) {
            version(id, before, next);
        }
        before.ifPresent(old -> violations.require(java.util.Objects.equals(old.get("tenantId"), next.get("tenantId")),
                Invariant.TENANT, () -> id + " goes from one tenant to another"));
        outbox(id, next);
        if (next.get("state") instanceof String state) {
            var from = before.map(old -> old.getString("state")).orElse("none");
            if (!from.equals(state)) {
                var edge = from + " " + state;
                edges.merge(collection + " " + edge, 1, Integer::sum);
                var legal = EDGES.get(collection);
                violations.require(legal == null || legal.contains(edge), Invariant.LEGAL,
                        () -> id + " takes the edge " + edge);
            }
        }
        if (collection.equals("assets") && LEAVING.contains(String.valueOf(next.get("state")))) {
            leaving.add(String.valueOf(next.get("_id")));
        }
        if (collection.equals("runs")) {
            run(id, before, next);
        }
    }

    /** A document by its name, which is a text only where something is told of it. */
    private record Named(String collection, Document document) {
        @Override
        public String toString() {
            return collection + " " + document.get("_id");
        }
    }

    private void version(Named id, Optional<Document> before, Document next) {
        if (before.isPresent() && next.get("v") instanceof Long v) {
            var old = before.get().getLong("v");
            violations.require(v == old || v == old + 1, Invariant.LEGAL,
                    () -> id + " goes from version " + old + " to " + v);
            violations.require(v != old || sameDecision(before.get(), next), Invariant.LEGAL,
                    () -> id + " changes without a new version");
            violations.require(v % TranscodingJob.FENCE <= MOST_VERSIONS, Invariant.BOUNDED,
                    () -> id + " has " + v + " versions");
        }
    }

    // What only a new version may change: all but what is owed, and when somebody looks again.
    private static boolean sameDecision(Document before, Document next) {
        return within(before, next) && within(next, before);
    }

    private static boolean within(Document one, Document other) {
        for (var field : one.entrySet()) {
            if (!UNVERSIONED.contains(field.getKey())
                    && !java.util.Objects.equals(field.getValue(), other.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private void outbox(Named id, Document next) {
        var messages = next.getList("outbox", Document.class, List.of());
        violations.require(messages.size() <= MOST_OUTBOX, Invariant.BOUNDED,
                () -> id + " owes " + messages.size() + " messages");
        for (var message : messages) {
            var tenant = tenants.computeIfAbsent(message.getString("body"),
                    body -> Json.parse(body).path("tenant_id").asText());
            violations.require(tenant.equals(next.getString("tenantId")), Invariant.TENANT,
                    () -> id + " owes a message of another tenant");
        }
    }

    private void run(Named id, Optional<Document> before, Document next) {
        var state = next.getString("state");
        before.ifPresent(old -> {
            var was = old.getString("state");
            if (ENDS.contains(was) && !next.getLong("v").equals(old.getLong("v"))) {
                violations.require(state.equals("ERASED") && !was.equals("ERASED"), Invariant.ABSORB,
                        () -> id + " was " + was + " and becomes " + state);
            }
            violations.require(next.getInteger("percent") >= old.getInteger("percent"), Invariant.MONOTONE,
                    () -> id + " goes back from " + old.getInteger("percent") + " to " + next.getInteger("percent")
                            + " %");
        });
        violations.require(next.getList("events", Document.class, List.of()).size() <= MOST_HISTORY, Invariant.BOUNDED,
                () -> id + " remembers too much");
        // An end that was on its way when the asset was deleted: nobody plays it any more.
        var deleted = leaving.contains(next.getString("assetId"));
        if (!deleted && state.startsWith("READY")
                && before.filter(old -> state.equals(old.getString("state"))).isEmpty()) {
            outputs(next);
        }
    }

    // Whatever the published results name as made must be there.
    void outputs(Document run) {
        var id = new Named("runs", run);
        for (var step : run.get("steps", Document.class).entrySet()) {
            if (step.getValue() instanceof Document at && at.getString("resultKey") instanceof String key) {
                var result = media.get().get(key);
                violations.require(result.isPresent(), Invariant.OUTPUT, () -> id + " is ready without " + key);
                result.ifPresent(object -> keys(Json.parse(object.head())).forEach(
                        output -> violations.require(media.get().get(output).filter(o -> o.size() > 0).isPresent(),
                                Invariant.OUTPUT, () -> id + " is ready without " + output)));
            }
        }
    }

    private static List<String> keys(JsonNode document) {
        var keys = new java.util.ArrayList<String>();
        document.findValues("key").forEach(key -> keys.add(key.asText()));
        keys.removeIf(key -> !key.contains("/"));
        return keys;
    }
}
