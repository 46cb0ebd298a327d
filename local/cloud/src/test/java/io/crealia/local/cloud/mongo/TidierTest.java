package io.crealia.local.cloud.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TidierTest {

    private static final int KEYS = 20_000;
    private static final String TEXT = "x".repeat(100);

    @TempDir
    Path directory;

    @Test
    void tidy_ofAFileThatIsMostlyOverwritten_fillsIt_andKeepsWhatIsThere() {
        try (var store = new MVStore.Builder().fileName(directory.resolve("mongo.mv").toString()).pageSplitSize(4_096)
                .autoCommitDisabled().autoCommitBufferSize(0).open();
                var tidier = new Tidier(store, new Commits(store::hasUnsavedChanges, store::commit,
                        Commits.Spacing.USUAL))) {
            store.setRetentionTime(0);
            MVMap<Integer, String> map = store.openMap("m");
            for (int i = 0; i < KEYS; i++) {
                map.put(i, TEXT);
            }
            store.commit();
            // Little is left of the first block, and of each after it.
            for (int round = 1; round <= 9; round++) {
                for (int i = 0; i < KEYS; i++) {
                    if (i / 2_000 != round) {
                        map.put(i, TEXT + round);
                    }
                }
                store.commit();
            }
            for (int i = 0; i < 20; i++) {
                map.put(-1, "accounts for what was overwritten " + i);
                store.commit();
            }
            int before = store.getFileStore().getChunksFillRate();
            assertThat(before).isLessThan(40);
            for (int i = 0; i < 20; i++) {
                map.put(-1, "again " + i);
                store.commit();
                tidier.tidy();
            }
            assertThat(store.getFileStore().getChunksFillRate()).isGreaterThanOrEqualTo(45);
            long version = store.getCurrentVersion();
            tidier.tidy();
            assertThat(store.getCurrentVersion()).as("nothing was written since").isEqualTo(version);
            for (int i = 0; i < KEYS; i++) {
                assertThat(map.get(i)).isEqualTo(TEXT + (i / 2_000 == 9 ? 8 : 9));
            }
        }
    }
}
