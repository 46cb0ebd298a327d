package io.crealia.simulation.cloud;

import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.Document;

/** What the planted bugs do to one collection; nothing where none is planted. */
final class PlantedStore {
    private static final Set<String> ENDS = Set.of("READY", "READY_DEGRADED", "FAILED", "REJECTED", "EXPIRED",
            "CANCELLED");

    private final Sim sim;
    private final String name;

    PlantedStore(Sim sim, String name) {
        this.sim = sim;
        this.name = name;
    }

    private boolean here(Plant plant, String collection) {
        return sim.planted(plant) && name.equals(collection);
    }

    /** The filter of a change. */
    BsonDocument compared(BsonDocument filter) {
        if (here(Plant.RUNS_WITHOUT_COMPARE_AND_SET, "runs")
                || here(Plant.JOBS_WITHOUT_COMPARE_AND_SET, "transcoding_jobs")
                || here(Plant.UPLOADS_WITHOUT_COMPARE_AND_SET, "uploads")
                || here(Plant.DELIVERIES_WITHOUT_COMPARE_AND_SET, "webhook_deliveries")) {
            return without(filter, "v");
        }
        return filter;
    }

    /** The filter of any look. */
    BsonDocument asked(BsonDocument filter) {
        return sim.planted(Plant.TENANT_NOT_ASKED) ? without(filter, "tenantId") : filter;
    }

    private static BsonDocument without(BsonDocument filter, String field) {
        var copy = new BsonDocument();
        filter.forEach((key, value) -> {
            if (key.equals("$and")) {
                var parts = new BsonArray();
                value.asArray().forEach(part -> parts.add(without(part.asDocument(), field)));
                copy.put(key, parts);
            } else if (!key.equals(field)) {
                copy.put(key, value);
            }
        });
        return copy;
    }

    boolean overwrites() {
        return here(Plant.INSERT_OVERWRITES, "runs");
    }

    boolean unique(List<String> fields) {
        return !(here(Plant.UPLOAD_KEY_NOT_UNIQUE, "uploads") || here(Plant.RETRY_KEY_NOT_UNIQUE, "runs"))
                || fields.isEmpty();
    }

    /** A copy of a document that is written. */
    Document written(Document document, Optional<Document> before) {
        var copy = Bson2Java.copy(document);
        if (here(Plant.RUN_OUTBOX_CLEARED_EARLY, "runs") || here(Plant.UPLOAD_OUTBOX_CLEARED_EARLY, "uploads")) {
            copy.put("outbox", new ArrayList<>());
        }
        if (here(Plant.VERSION_SKIPPED, "runs") && before.isPresent()) {
            copy.put("v", copy.getLong("v") + 1);
        }
        if (here(Plant.PERCENT_GOES_BACK, "runs") && copy.get("state").equals("RUNNING")
                && copy.getLong("v") % 3 == 0) {
            copy.put("percent", 0);
        }
        if (here(Plant.HISTORY_UNBOUNDED, "runs")) {
            var events = new ArrayList<Object>(copy.getList("events", Document.class));
            for (int i = 0; i < 40; i++) {
                events.add(new Document("v", 1L).append("at", new Date(sim.now())).append("what", "noted"));
            }
            copy.put("events", events);
        }
        if (here(Plant.COST_ROW_TWICE, "costs")) {
            copy.put("_id", copy.getString("_id") + "~" + sim.next("row"));
        }
        return copy;
    }

    /** What is done for one update. */
    List<BsonDocument> applied(BsonDocument update) {
        var increases = update.containsKey("$inc") ? update.getDocument("$inc") : new BsonDocument();
        if (here(Plant.QUOTA_NOT_GIVEN_BACK, "quota_days") && increases.containsKey("items")
                && increases.getNumber("items").intValue() < 0) {
            return List.of();
        }
        if (here(Plant.BUDGET_NOT_SETTLED, "budget_days") && increases.containsKey("spent")
                && increases.getNumber("spent").longValue() < 0) {
            return List.of();
        }
        if (sim.planted(Plant.OUTBOX_NEVER_CLEARED) && update.containsKey("$pull") && name.equals("runs")) {
            return List.of();
        }
        return here(Plant.QUOTA_COUNTED_TWICE, "quota_days") && increases.containsKey("items")
                && increases.getNumber("items").intValue() > 0 ? List.of(update, update) : List.of(update);
    }

    /** A document as its reader gets it. */
    Document read(Document copy) {
        if (here(Plant.TERMINAL_STATE_LEFT, "runs") && ENDS.contains(copy.getString("state"))) {
            copy.put("state", "RUNNING");
            copy.put("endedAt", null);
        }
        return copy;
    }
}
