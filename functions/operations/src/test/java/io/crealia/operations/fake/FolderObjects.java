package io.crealia.operations.fake;

import io.crealia.operations.port.BackupObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Objects as files, for more than memory should hold. */
public final class FolderObjects implements BackupObjects {
    private final Path folder;
    private final TreeMap<String, Path> files = new TreeMap<>();

    public FolderObjects(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String key, byte[] content) {
        write(key, file -> Files.write(file, content));
    }

    @Override
    public void put(String key, Path from) {
        write(key, file -> Files.copy(from, file));
    }

    private interface Writer {
        void write(Path file) throws IOException;
    }

    private void write(String key, Writer writer) {
        var file = folder.resolve(Integer.toString(files.size()));
        try {
            writer.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put(key, file);
    }

    @Override
    public Optional<InputStream> open(String key) {
        try {
            return files.containsKey(key) ? Optional.of(Files.newInputStream(files.get(key))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Entry> list(String prefix, Optional<String> after, int limit) {
        return files.keySet().stream().filter(key -> key.startsWith(prefix))
                .filter(key -> after.isEmpty() || key.compareTo(after.get()) > 0).limit(limit)
                .map(key -> new Entry(key, 1)).toList();
    }

    @Override
    public void delete(Collection<String> keys) {
        keys.forEach(files::remove);
    }
}
