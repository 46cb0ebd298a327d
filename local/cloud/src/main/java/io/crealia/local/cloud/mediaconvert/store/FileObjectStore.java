package io.crealia.local.cloud.mediaconvert.store;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files below {@code root/bucket/key}; a folder is a bucket. For tests and tools; keys that would leave
 * their bucket are refused.
 */
public final class FileObjectStore implements ObjectStore {
    private final Path root;

    public FileObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Facts> facts(ObjectUri uri) throws IOException {
        Path file = path(uri);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        long size = Files.size(file);
        var modified = Files.getLastModifiedTime(file).toInstant();
        String eTag = UUID.nameUUIDFromBytes((uri + " " + size + " " + modified).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return Optional.of(new Facts(size, eTag, modified, Optional.empty()));
    }

    @Override
    public void get(ObjectUri uri, Path file) throws IOException {
        Path source = path(uri);
        if (!Files.isRegularFile(source)) {
            throw new FileNotFoundException("no object " + uri);
        }
        Files.copy(source, file);
    }

    @Override
    public void put(Path file, ObjectUri uri, String contentType) throws IOException {
        Path target = path(uri);
        if (!Files.isDirectory(root.resolve(uri.bucket()))) {
            throw new FileNotFoundException("no bucket " + uri.bucket());
        }
        Files.createDirectories(target.getParent());
        Path fresh = Files.createTempFile(root, "put-", ".part");
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(ObjectUri uri) throws IOException {
        Files.deleteIfExists(path(uri));
    }

    @Override
    public List<String> list(String bucket, String prefix) throws IOException {
        Path base = root.resolve(bucket);
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (var files = Files.walk(base)) {
            return files.filter(Files::isRegularFile).map(file -> base.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix)).sorted().toList();
        }
    }

    private Path path(ObjectUri uri) throws IOException {
        Path base = root.resolve(uri.bucket()).normalize();
        Path file = base.resolve(uri.key()).normalize();
        if (!base.startsWith(root) || base.equals(root) || !file.startsWith(base) || file.equals(base)) {
            throw new IOException("key leaves its bucket: " + uri);
        }
        return file;
    }
}
