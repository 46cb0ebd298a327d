package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import org.h2.mvstore.MVStore;

/**
 * Answers with documents as they were at one moment. The library hands out the live document of its collection, writes
 * it to the socket outside of any lock, and updates documents in place: a reader could get the new {@code v} with the
 * old rest, and then overwrite somebody's change by a compare-and-set that MongoDB would have refused.
 */
final class AtomicReadsBackend extends H2Backend {

    AtomicReadsBackend(MVStore store) {
        super(store);
    }

    @Override
    public synchronized Document handleMessage(MongoMessage message) {
        try {
            return super.handleMessage(message).cloneDeeply();
        } finally {
            // What was answered survives a kill of this process; a queue message that led to it may be gone by then.
            commit();
        }
    }

    @Override
    public synchronized QueryResult handleQuery(MongoQuery query) {
        var result = super.handleQuery(query);
        return new QueryResult(result.collectDocuments().stream().map(Document::cloneDeeply).toList(),
                result.getCursorId());
    }
}
