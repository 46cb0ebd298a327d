package io.crealia.operations.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.crealia.operations.port.RunBacklog;
import io.crealia.platform.store.DocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Reads the workflow's collection: {@code state} and {@code nextAt}, when the run wants a visit; it has an index of that. */
public final class MongoRunBacklog implements RunBacklog {
    private final DocumentStore runs;

    /** @param runs the collection {@code runs} */
    public MongoRunBacklog(DocumentStore runs) {
        this.runs = runs;
    }

    /** A run that has not ended always wants a visit at some time, so the index finds it. */
    @Override
    public long open() {
        return runs.count(and(gt("nextAt", new Date(0)), eq("state", "RUNNING")));
    }

    @Override
    public Duration oldestOverdue(Instant now) {
        return runs.find(lte("nextAt", Date.from(now)), Sorts.ascending("nextAt", "_id"), 1,
                Projections.include("nextAt")).stream()
                .map(run -> Duration.between(run.getDate("nextAt").toInstant(), now)).findFirst()
                .orElse(Duration.ZERO);
    }
}
