package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStore;

/**
 * Answers with documents as they were at one moment. The library hands out the live document of its collection, writes
 * it to the socket outside of any lock, and updates documents in place: a reader could get the new {@code v} with the
 * old rest, and then overwrite somebody's change by a compare-and-set that MongoDB would have refused.
 */
final class AtomicReadsBackend extends H2Backend {

    /**
     * Commands that change nothing, so that nothing of theirs need be on disk before their answer. They may show a change
     * whose own answer still waits for the disk, as MongoDB's default read concern ("local") does.
     */
    private static final Set<String> READS = Set.of("find", "getMore", "killCursors", "count", "distinct", "hello",
            "isMaster", "ismaster", "ping", "buildInfo", "endSessions");

    private final MVStore store;
    private final AtomicLong written = new AtomicLong();
    private final Object committing = new Object();
    private long committed;

    AtomicReadsBackend(MVStore store) {
        super(store);
        this.store = store;
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new KeyedDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        try {
            synchronized (this) {
                return super.handleMessage(message).cloneDeeply();
            }
        } finally {
            if (!READS.contains(message.getDocument().keySet().iterator().next())) {
                keep();
            }
        }
    }

    /**
     * A change that was answered survives a kill of this process; a queue message that led to it may be gone by then. Whoever
     * commits does it for all who have written by then. The lock keeps half an operation from being committed.
     */
    private void keep() {
        if (!store.hasUnsavedChanges()) {
            return;
        }
        long mine = written.incrementAndGet();
        synchronized (committing) {
            if (committed >= mine) {
                return;
            }
            synchronized (this) {
                long all = written.get();
                commit();
                committed = all;
            }
        }
    }

    @Override
    public synchronized QueryResult handleQuery(MongoQuery query) {
        var result = super.handleQuery(query);
        return new QueryResult(result.collectDocuments().stream().map(Document::cloneDeeply).toList(),
                result.getCursorId());
    }
}
