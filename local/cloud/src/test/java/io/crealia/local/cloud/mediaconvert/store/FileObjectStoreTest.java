package io.crealia.local.cloud.mediaconvert.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {
    @TempDir
    Path root;

    @BeforeEach
    void bucket() throws IOException {
        Files.createDirectory(root.resolve("media"));
    }

    @Override
    ObjectStore store() {
        return new FileObjectStore(root);
    }

    @Test
    void facts_keyThatLeavesTheBucket_isRefused() {
        assertThatThrownBy(() -> store().facts(new ObjectUri("media", "../other/secret")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leaves its bucket");
    }
}
