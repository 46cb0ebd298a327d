package io.crealia.ai.port;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A text model whose answers a test writes. It repairs as the port says: at most twice, and never passes a fault on. */
public final class ScriptedTextModel implements TextModel {
    private static final int MOST_ANSWERS = 3;

    private final Map<String, Function<Task, String>> answers = new HashMap<>();
    private final List<Task> asked = new ArrayList<>();
    private Optional<String> notice = Optional.empty();

    /** @param answer the text that the provider sends for a task of this name; it may throw */
    public ScriptedTextModel on(String name, Function<Task, String> answer) {
        answers.put(name, answer);
        return this;
    }

    public ScriptedTextModel notice(String text) {
        notice = Optional.of(text);
        return this;
    }

    /** Every answer that was asked for, repairs included. */
    public List<Task> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Answer complete(Task task, Deadline deadline) {
        for (int i = 0; i < MOST_ANSWERS; i++) {
            asked.add(task);
            var json = Json.parse(answers.get(task.name()).apply(task));
            if (json.isObject() && task.check().apply(json).isEmpty()) {
                return answer(json);
            }
        }
        throw AiFailure.malformed("The answer was not as it must be.", null);
    }

    private Answer answer(JsonNode json) {
        return new Answer(json, notice, new Usage("scripted", "scripted-1", 0, 900, 200, 340, false));
    }
}
