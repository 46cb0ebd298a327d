package io.crealia.local.cloud.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AtomicReadsBackendTest {

    private static final String FILE = "mongo.mv";

    @TempDir
    Path directory;

    @Test
    void find_whileTheDiskStandsStill_isAnswered_andTheWriteIsNot() throws Exception {
        var backend = backend();
        var channel = new EmbeddedChannel();
        backend.handleMessage(message(channel, insert("a")));
        var stands = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var disk = Thread.ofPlatform().start(() -> backend.getMvStore().executeFilestoreOperation(() -> {
            stands.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        stands.await();
        var write = new FutureTask<>(() -> backend.handleMessage(message(channel, insert("b"))));
        var writer = Thread.ofPlatform().start(write);
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(found(backend.handleMessage(message(channel, new Document("find", "c"))))).contains("a");
        assertThat(write.isDone()).isFalse();
        goOn.countDown();
        assertThat(write.get()).containsEntry("n", 1);
        disk.join();
        backend.close();
    }

    @Test
    void insert_thatWasAnswered_isInTheFileOfAProcessThatDies() {
        var backend = backend();
        backend.handleMessage(message(new EmbeddedChannel(), insert("a")));
        backend.getMvStore().closeImmediately();
        var again = backend();
        assertThat(found(again.handleMessage(message(new EmbeddedChannel(), new Document("find", "c")))))
                .containsExactly("a");
        again.close();
        backend.close();
    }

    private AtomicReadsBackend backend() {
        return new AtomicReadsBackend(new MVStore.Builder().fileName(directory.resolve(FILE).toString())
                .autoCommitDisabled().autoCommitBufferSize(0).open());
    }

    private static MongoMessage message(EmbeddedChannel channel, Document command) {
        return new MongoMessage(channel, new MessageHeader(1, 0), command.append("$db", "d"));
    }

    private static Document insert(String id) {
        return new Document("insert", "c").append("documents", List.of(new Document("_id", id)));
    }

    private static List<Object> found(Document answer) {
        var cursor = (Document) answer.get("cursor");
        return ((List<?>) cursor.get("firstBatch")).stream().<Object>map(one -> ((Document) one).get("_id")).toList();
    }
}
