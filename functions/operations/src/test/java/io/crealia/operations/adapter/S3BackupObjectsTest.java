package io.crealia.operations.adapter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.port.BackupObjectsContract;
import io.crealia.platform.error.DependencyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3BackupObjectsTest extends BackupObjectsContract {
    private static Stores stores;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stores = new Stores(folder);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Override
    protected BackupObjects objects() {
        return new S3BackupObjects(stores.clients()::s3, stores.bucket());
    }

    @Test
    void anything_noSuchBucket_namesThePlace() {
        var objects = new S3BackupObjects(stores.clients()::s3, "no-such-bucket");

        assertThatThrownBy(() -> objects.put("a", new byte[1])).isInstanceOf(DependencyException.class)
                .hasMessageContaining("no-such-bucket/a");
        assertThatThrownBy(() -> objects.open("a")).isInstanceOf(DependencyException.class)
                .hasMessageContaining("no-such-bucket/a");
        assertThatThrownBy(() -> objects.list("a", Optional.empty(), 1)).isInstanceOf(DependencyException.class)
                .hasMessageContaining("no-such-bucket/a");
        assertThatThrownBy(() -> objects.delete(List.of("a"))).isInstanceOf(DependencyException.class)
                .hasMessageContaining("no-such-bucket");
    }
}
