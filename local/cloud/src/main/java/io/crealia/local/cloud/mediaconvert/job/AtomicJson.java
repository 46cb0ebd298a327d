package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** JSON files that are replaced as a whole: a crash leaves the old content or the new. */
final class AtomicJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AtomicJson() {}

    static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    static void write(Path file, JsonNode value) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "new-", ".tmp");
        try {
            Files.write(fresh, JSON.writeValueAsBytes(value));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
