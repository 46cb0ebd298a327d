package io.crealia.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFileTest {

    @TempDir
    Path directory;

    @Test
    void readOrCreate_manyAtOnce_allGetTheSameAndNoDraftStays() throws Exception {
        Path file = directory.resolve("folder").resolve("secret");
        int many = 8;
        var everyoneSawNoFile = new CyclicBarrier(many);
        var secrets = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(many)) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                results.add(threads.submit(() -> SecretFile.readOrCreate(file, () -> {
                    try {
                        everyoneSawNoFile.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return UUID.randomUUID().toString();
                })));
            }
            for (Future<String> result : results) {
                secrets.add(result.get());
            }
        }
        assertThat(secrets).hasSize(1);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
