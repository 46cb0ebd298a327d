package io.crealia.local.cloud.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events that are not in their queue yet, a file each: an event outlives the process that owes it. */
final class PendingEvents {

    record Pending(Path file, String body) {}

    private static final String SUFFIX = ".json";

    private final Path directory;

    PendingEvents(Path directory) {
        this.directory = directory;
    }

    /** @param ruleId of {@link QueueRule#id()} */
    Pending add(long sequence, String ruleId, String body) {
        Path file = directory.resolve("%016x~%s%s".formatted(sequence, ruleId, SUFFIX));
        Path draft = directory.resolve(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(directory);
            Files.writeString(draft, body);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The event cannot be kept in " + file, e);
        }
        return new Pending(file, body);
    }

    /** In the order of their sequence. */
    List<Pending> of(String ruleId) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            var found = new ArrayList<Pending>();
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith("~" + ruleId + SUFFIX)).sorted()
                    .toList()) {
                found.add(new Pending(file, Files.readString(file)));
            }
            return found;
        } catch (NoSuchFileException _) {
            return of(ruleId); // one was sent while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(Pending pending) {
        try {
            Files.deleteIfExists(pending.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
