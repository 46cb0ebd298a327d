package io.crealia.testkit.ai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ai.FaultyProvider.Request;
import java.util.function.Function;

/** What the recogniser says, in {@code verbose_json}: four words in one second, and what faults make of them. */
public final class SpeechAnswers {
    private volatile Function<Request, ObjectNode> right = _ -> usual();

    public void set(Function<Request, ObjectNode> answer) {
        right = answer;
    }

    public void reset() {
        right = _ -> usual();
    }

    private static ObjectNode usual() {
        var answer = answer("Bread needs time, friends.");
        var words = answer.putArray("words");
        word(words, "Bread", 0.1, 0.3);
        word(words, "needs", 0.3, 0.5);
        word(words, "time", 0.5, 0.7);
        word(words, "friends", 0.7, 0.9);
        answer.putArray("segments").addObject().put("id", 0).put("start", 0.0).put("end", 1.0).put("avg_logprob", -0.1)
                .put("text", " Bread needs time, friends.");
        return answer;
    }

    String body(Request request, Fault fault) {
        var answer = answer("words");
        var words = answer.putArray("words");
        switch (fault) {
            case HOSTILE_WORDS -> {
                answer.put("text", "<script> \u202Eevil\u202C nul\u0000l \u200B");
                word(words, "<script>", 0.1, 0.2);
                word(words, "\u202Eevil\u202C", 0.2, 0.3);
                word(words, "nul\u0000l", 0.3, 0.4);
                word(words, "\u200B", 0.4, 0.5);
            }
            case TIMES_GO_BACK -> {
                word(words, "one", 0.8, 0.9);
                word(words, "two", 0.1, 0.2);
            }
            case TIMES_OUTSIDE -> word(words, "one", 0.1, 3_600);
            case TIMES_ARE_TEXT -> words.addObject().put("word", "one").put("start", "0.1").put("end", "0.2");
            case TOO_MANY_WORDS -> {
                for (int i = 0; i < 500; i++) {
                    word(words, "one", 0.1, 0.2);
                }
            }
            case ENDLESS_WORD -> word(words, "x".repeat(5_000), 0.1, 0.2);
            default -> answer = right.apply(request);
        }
        return Json.text(answer);
    }

    private static ObjectNode answer(String text) {
        return Json.object().put("task", "transcribe").put("language", "english").put("duration", 1.0).put("text",
                text);
    }

    private static void word(ArrayNode words, String word, double start, double end) {
        words.addObject().put("word", word).put("start", start).put("end", end);
    }
}
