package io.crealia.local.cloud.mediaconvert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ObjectStore} does; the bucket {@code media} exists. */
abstract class ObjectStoreContract {
    @TempDir
    Path folder;

    abstract ObjectStore store();

    @Test
    void get_whatWasPut_isTheSame() throws Exception {
        var uri = new ObjectUri("media", "contract/a+b é 你.mp4");
        store().put(file("hello"), uri, "video/mp4");

        Path copy = folder.resolve("copy");
        store().get(uri, copy);

        assertThat(copy).hasContent("hello");
        assertThat(store().facts(uri)).hasValueSatisfying(facts -> {
            assertThat(facts.sizeBytes()).isEqualTo(5);
            assertThat(facts.eTag()).isNotEmpty().doesNotContain("\"");
            assertThat(facts.lastModified()).isNotNull();
        });
    }

    @Test
    void put_again_replaces() throws Exception {
        var uri = new ObjectUri("media", "contract/twice");
        store().put(file("first"), uri, "text/plain");
        store().put(file("second!"), uri, "text/plain");

        assertThat(store().facts(uri).orElseThrow().sizeBytes()).isEqualTo(7);
    }

    @Test
    void get_missing_isFileNotFound() {
        assertThatThrownBy(() -> store().get(new ObjectUri("media", "contract/none"), folder.resolve("x")))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store().get(new ObjectUri("no-such-bucket", "a"), folder.resolve("y")))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void facts_missing_areEmpty() throws Exception {
        assertThat(store().facts(new ObjectUri("media", "contract/none"))).isEmpty();
    }

    @Test
    void put_bucketMissing_isFileNotFound() throws Exception {
        Path file = file("x");

        assertThatThrownBy(() -> store().put(file, new ObjectUri("no-such-bucket", "a"), "text/plain"))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void delete_twice_isFine() throws Exception {
        var uri = new ObjectUri("media", "contract/gone");
        store().put(file("x"), uri, "text/plain");

        store().delete(uri);
        store().delete(uri);

        assertThat(store().facts(uri)).isEmpty();
    }

    @Test
    void list_prefix_givesItsKeysInOrder() throws Exception {
        for (String key : new String[]{"contract/list/b", "contract/list/a/1", "contract/other"}) {
            store().put(file("x"), new ObjectUri("media", key), "text/plain");
        }

        assertThat(store().list("media", "contract/list/")).containsExactly("contract/list/a/1", "contract/list/b");
        assertThat(store().list("media", "contract/nothing/")).isEmpty();
    }

    private Path file(String content) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "file", ""), content);
    }
}
