package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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

    /** Held for one command. A read never waits for more than the command before it, so not for the disk. */
    private final ReentrantLock command = new ReentrantLock();
    private final Commits commits;
    private final Tidier tidier;

    AtomicReadsBackend(MVStore store) {
        super(store);
        commits = new Commits(store::hasUnsavedChanges, this::commit, Commits.Spacing.USUAL);
        tidier = new Tidier(store, commits);
        tidier.start();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new KeyedDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        return READS.contains(message.getDocument().keySet().iterator().next())
                ? answer(message)
                : commits.kept(() -> answer(message));
    }

    private Document answer(MongoMessage message) {
        command.lock();
        try {
            return super.handleMessage(message).cloneDeeply();
        } finally {
            command.unlock();
        }
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        command.lock();
        try {
            var result = super.handleQuery(query);
            return new QueryResult(result.collectDocuments().stream().map(Document::cloneDeeply).toList(),
                    result.getCursorId());
        } finally {
            command.unlock();
        }
    }

    @Override
    public void close() {
        tidier.close();
        commits.alone(super::close);
    }
}
