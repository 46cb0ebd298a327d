package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words as the cache keeps them. */
public final class WordList {
    private WordList() {}

    public static ArrayNode write(List<Word> words) {
        var list = Json.array();
        words.forEach(word -> list.addObject().put("t", word.text()).put("s", word.startMs()).put("e", word.endMs())
                .put("c", word.confidence()));
        return list;
    }

    /** @return empty if this is not such a list */
    public static Optional<List<Word>> read(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        var words = new ArrayList<Word>();
        try {
            list.forEach(word -> words.add(new Word(word.path("t").asText(), word.path("s").asLong(-1),
                    word.path("e").asLong(-1), word.path("c").asDouble(), false)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(words));
    }
}
