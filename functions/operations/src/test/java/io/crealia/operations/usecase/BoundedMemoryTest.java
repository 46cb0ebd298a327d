package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.operations.fake.FolderObjects;
import io.crealia.operations.fake.InMemoryDatabase;
import io.crealia.operations.fake.InMemoryLedger;
import io.crealia.operations.port.DocumentSink;
import io.crealia.operations.port.DocumentSource;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100,000 documents of 1 KiB, 100 MiB, go through a backup and a restore that hold a few MiB of them at any moment. */
class BoundedMemoryTest {
    private static final int DOCUMENTS = 100_000;
    private static final int PART = 8 << 20;
    private static final int SAMPLES = 5;
    private static final long MOST = 24L << 20;

    private final long before = live();
    private long most;

    /** Bytes that are reachable. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void sample() {
        most = Math.max(most, live() - before);
    }

    @Test
    void backupAndRestore_holdLittle(@TempDir Path folder) {
        var objects = new FolderObjects(folder);
        var maker = new MakeBackup("crealia", new Generated(), objects, new InMemoryLedger(),
                new WritePart(objects, WritePart::temporaryFile, PART), new SequentialIds(), new MovableClock(),
                new MakeBackup.Pace(Duration.ofDays(1), Duration.ofSeconds(60)));

        var manifest = ((MakeBackup.Result.Finished) maker.execute(() -> Duration.ofHours(1))).manifest();

        assertThat(manifest.documents()).isEqualTo(DOCUMENTS);
        assertThat(manifest.rawBytes()).isGreaterThan(100L << 20);
        assertThat(manifest.collections().getFirst().parts())
                .allMatch(part -> part.rawBytes() < PART + 2048 && part.storedBytes() < part.rawBytes() + 2048);
        var sink = new Counting();
        BackupBench.restore(objects).execute(manifest, sink, Set.of(), false);
        assertThat(sink.documents).isEqualTo(DOCUMENTS);
        assertThat(most).as("bytes held").isLessThan(MOST);
    }

    /** Documents that nobody can pack, made when they are asked for. */
    private final class Generated implements DocumentSource {
        @Override
        public List<String> collections() {
            return List.of("assets");
        }

        @Override
        public List<String> indexes(String collection) {
            return List.of();
        }

        @Override
        public Documents open(String collection, Optional<String> after) {
            return new Documents() {
                private final Random random = new Random(1);
                private int made;

                @Override
                public boolean hasNext() {
                    return made < DOCUMENTS;
                }

                @Override
                public byte[] next() {
                    if (++made % (DOCUMENTS / SAMPLES) == DOCUMENTS / SAMPLES / 2) {
                        sample();
                    }
                    var content = new byte[1024];
                    random.nextBytes(content);
                    return InMemoryDatabase.bytes(new Document("_id", "%06d".formatted(made)).append("content",
                            new Binary(content)));
                }

                @Override
                public String last() {
                    return "{\"_id\": \"%06d\"}".formatted(made);
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }
    }

    /** Counts documents. */
    private final class Counting implements DocumentSink {
        private int documents;
        private int batches;

        @Override
        public String database() {
            return "counting";
        }

        @Override
        public List<String> filled() {
            return List.of();
        }

        @Override
        public void clear(Collection<String> removed) {
            // Is empty.
        }

        @Override
        public void empty(String collection) {
            // Is empty.
        }

        @Override
        public void create(String collection) {
            // Needs no collection.
        }

        @Override
        public void insert(String collection, List<byte[]> more) {
            documents += more.size();
            if (++batches % (DOCUMENTS / 500 / SAMPLES) == 1) {
                sample();
            }
        }

        @Override
        public void index(String collection, String definition) {
            // Needs no index.
        }

        @Override
        public void drop() {
            // Is empty.
        }
    }
}
