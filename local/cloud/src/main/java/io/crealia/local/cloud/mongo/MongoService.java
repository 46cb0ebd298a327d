package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.MongoServer;
import io.crealia.local.cloud.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** MongoDB's wire protocol on an H2 store in one file; a write is on disk before it is answered. */
public final class MongoService implements Running {

    /** A commit serialises every document of the page it touches again, so small pages. H2's own default is 16 KB. */
    private static final int PAGE_BYTES = 4_096;

    /**
     * A write costs about 7 KB of file, which is free again this long after it was overwritten. Longer than any pause
     * between two batches of a cursor, which still reads the old pages. H2's own default is 45 seconds.
     */
    private static final int RETENTION_MS = 10_000;

    private final MongoServer server;

    private MongoService(MongoServer server) {
        this.server = server;
    }

    public static MongoService start(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        MVStore store = new MVStore.Builder().fileName(directory.resolve("mongo.mv").toString())
                .pageSplitSize(PAGE_BYTES).autoCommitDisabled().autoCommitBufferSize(0).open();
        store.setRetentionTime(RETENTION_MS);
        var server = new MongoServer(new AtomicReadsBackend(store));
        try {
            server.bind("127.0.0.1", port);
        } catch (RuntimeException e) {
            server.shutdownNow();
            throw e;
        }
        return new MongoService(server);
    }

    @Override
    public String description() {
        return "mongo-java-server on H2";
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
