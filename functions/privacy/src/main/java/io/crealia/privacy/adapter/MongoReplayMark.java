package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Updates;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.port.ReplayMark;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** One document. */
public final class MongoReplayMark implements ReplayMark {
    private static final String ID = "replay";

    private final DocumentStore documents;

    /** @param documents the collection {@code privacy_marks} */
    public MongoReplayMark(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Optional<Instant> read() {
        return documents.find(ID).map(document -> document.getDate("at").toInstant());
    }

    @Override
    public void write(Instant at) {
        if (!documents.update(eq("_id", ID), Updates.set("at", Date.from(at)))) {
            documents.insert(new Document("_id", ID).append("v", 1L).append("at", Date.from(at)));
        }
    }
}
