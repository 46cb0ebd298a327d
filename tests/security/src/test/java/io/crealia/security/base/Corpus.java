package io.crealia.security.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The inputs of one class, from {@code corpora/<name>.jsonl}: one JSON object with an {@code id} per line; empty lines and
 * lines that start with # say nothing.
 */
public final class Corpus {
    private Corpus() {}

    /** @throws IllegalArgumentException for a file without inputs, or with an id twice */
    public static List<Input> read(String name) {
        try (var in = Corpus.class.getResourceAsStream("/corpora/" + name + ".jsonl")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no corpus " + name);
            }
            var ids = new HashSet<String>();
            var inputs = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Input(Json.parse(line))).toList();
            if (inputs.isEmpty() || !inputs.stream().allMatch(input -> ids.add(input.id()))) {
                throw new IllegalArgumentException("corpus " + name + " is empty or has an id twice");
            }
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line. */
    public record Input(JsonNode json) {
        public Input {
            if (json.path("id").asText().isBlank()) {
                throw new IllegalArgumentException("an input without id: " + json);
            }
        }

        public String id() {
            return json.get("id").asText();
        }

        public String text(String field) {
            return new String(bytes(field), StandardCharsets.UTF_8);
        }

        public Optional<String> optional(String field) {
            return json.has(field) ? Optional.of(text(field)) : Optional.empty();
        }

        /**
         * A text's UTF-8 bytes; for what JSON text cannot say well, {@code {"hex": h}}, {@code {"base64": b}},
         * {@code {"repeat": part, "times": n}} or a list of such parts.
         */
        public byte[] bytes(String field) {
            return expand(json.path(field));
        }

        /** The bytes of a part, in one of the forms of {@link #bytes}. */
        public byte[] expand(JsonNode part) {
            var out = new ByteArrayOutputStream();
            if (part.isTextual()) {
                out.writeBytes(part.textValue().getBytes(StandardCharsets.UTF_8));
            } else if (part.isArray()) {
                part.forEach(each -> out.writeBytes(expand(each)));
            } else if (part.has("hex")) {
                out.writeBytes(HexFormat.of().parseHex(part.get("hex").asText()));
            } else if (part.has("base64")) {
                out.writeBytes(Base64.getDecoder().decode(part.get("base64").asText()));
            } else if (part.has("repeat")) {
                var once = expand(part.get("repeat"));
                for (int i = 0; i < part.path("times").asInt(); i++) {
                    out.writeBytes(once);
                }
            } else {
                throw new IllegalArgumentException("input " + id() + ": no bytes in " + part);
            }
            return out.toByteArray();
        }

        @Override
        public String toString() {
            return id();
        }
    }
}
