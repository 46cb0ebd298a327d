package io.crealia.local.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Answers of a Prometheus 2.42, kept as files; {@code matrix.json} is put together in their form, for gaps and odd values. */
public final class Recorded {
    private Recorded() {}

    public static String text(String name) {
        try (var file = Recorded.class.getResourceAsStream("/answers/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
