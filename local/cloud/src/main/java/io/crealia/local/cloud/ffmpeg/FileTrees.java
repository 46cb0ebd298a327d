package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Whole folders: their size and their removal. */
public final class FileTrees {
    private FileTrees() {}

    /** Removes a folder and all below it; a folder that is not there is fine. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Bytes of all files below the folder; files that vanish meanwhile count as nothing. */
    public static long sizeBytes(Path root) {
        try (var all = Files.walk(root)) {
            return all.mapToLong(FileTrees::fileSize).sum();
        } catch (NoSuchFileException | UncheckedIOException _) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read folder " + root, e);
        }
    }

    private static long fileSize(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
