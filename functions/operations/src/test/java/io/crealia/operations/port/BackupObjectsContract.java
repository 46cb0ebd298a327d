package io.crealia.operations.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of backups does. */
public abstract class BackupObjectsContract {
    @TempDir
    private Path folder;

    /** An empty store. */
    protected abstract BackupObjects objects();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(BackupObjects objects, String key) throws IOException {
        try (var stream = objects.open(key).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    @Test
    void put_bytes_areReadAsTheyAre() throws IOException {
        var objects = objects();
        objects.put("manifests/a/1.json", bytes("{\"ä\": 1}"));

        assertThat(read(objects, "manifests/a/1.json")).isEqualTo(bytes("{\"ä\": 1}"));
    }

    @Test
    void put_file_isReadAsItIs() throws IOException {
        var objects = objects();
        var content = new byte[3 * 1024 * 1024 + 17];
        new Random(4711).nextBytes(content);
        objects.put("parts/a/1/assets/000000-x.bson.gz", Files.write(folder.resolve("part"), content));

        assertThat(read(objects, "parts/a/1/assets/000000-x.bson.gz")).isEqualTo(content);
        assertThat(objects.list("parts/", Optional.empty(), 10))
                .containsExactly(new BackupObjects.Entry("parts/a/1/assets/000000-x.bson.gz", content.length));
    }

    @Test
    void put_again_overwrites() throws IOException {
        var objects = objects();
        objects.put("a", bytes("one"));
        objects.put("a", bytes("two"));

        assertThat(read(objects, "a")).isEqualTo(bytes("two"));
    }

    @Test
    void put_fileThatIsGone_fails() {
        var objects = objects();

        assertThatThrownBy(() -> objects.put("a", folder.resolve("gone"))).isInstanceOf(DependencyException.class)
                .hasMessageContaining("a");
        assertThat(objects.open("a")).isEmpty();
    }

    @Test
    void open_missing_isEmpty() {
        assertThat(objects().open("parts/none")).isEmpty();
    }

    @Test
    void list_pages_haveEveryKeyOfThePrefixOnceInOrder() {
        var objects = objects();
        var keys = IntStream.range(0, 25).mapToObj("parts/db/%02d/x"::formatted).toList();
        keys.reversed().forEach(key -> objects.put(key, bytes("x")));
        objects.put("parts/other/1", bytes("x"));
        objects.put("parts-db", bytes("x"));

        var found = new ArrayList<String>();
        var page = objects.list("parts/db/", Optional.empty(), 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.forEach(entry -> found.add(entry.key()));
            page = objects.list("parts/db/", Optional.of(page.getLast().key()), 10);
        }
        assertThat(found).isEqualTo(keys);
    }

    @Test
    void delete_someThereAndSomeNot_leavesTheRest() {
        var objects = objects();
        List.of("a/1", "a/2", "a/3").forEach(key -> objects.put(key, bytes("x")));
        objects.delete(List.of("a/1", "a/gone", "a/3"));

        assertThat(objects.list("", Optional.empty(), 10)).extracting(BackupObjects.Entry::key)
                .containsExactly("a/2");
    }

    @Test
    void delete_moreThanOneCallTakes_deletesAll() {
        var objects = objects();
        objects.put("a/0001", bytes("x"));
        objects.put("a/1001", bytes("x"));
        objects.delete(IntStream.rangeClosed(1, 1001).mapToObj("a/%04d"::formatted).toList());

        assertThat(objects.list("a/", Optional.empty(), 10)).isEmpty();
    }
}
