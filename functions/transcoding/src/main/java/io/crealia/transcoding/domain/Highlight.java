package io.crealia.transcoding.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A moment worth a clip, as the step highlights says it. */
public record Highlight(String name, int rank, long startMs, long endMs) {
    public Highlight {
        if (!name.matches("[a-z0-9]{1,8}")) {
            throw new IllegalArgumentException("a highlight's name has 1 to 8 characters a-z and 0-9");
        }
        if (startMs < 0 || endMs <= startMs) {
            throw new IllegalArgumentException("highlight " + name + " must end after it starts");
        }
    }

    /** @return the best first
     * @throws IllegalArgumentException if the document is not a result of the step highlights */
    public static List<Highlight> read(JsonNode document) {
        if (document.path("schema").asInt() != 1) {
            throw new IllegalArgumentException("expected a highlights result of schema 1");
        }
        var all = new ArrayList<Highlight>();
        for (var each : document.path("highlights")) {
            all.add(new Highlight(each.path("name").asText(), each.path("rank").asInt(),
                    each.path("start_ms").asLong(-1), each.path("end_ms").asLong(-1)));
        }
        all.sort(Comparator.comparingInt(Highlight::rank));
        return all;
    }
}
