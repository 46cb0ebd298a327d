package io.crealia.timedtext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.ArrayList;

/**
 * The document {@code words.json}: {@code {schema, language, origin, words:[{t, s, e, c, est?}]}} with text, start and
 * end in milliseconds, confidence, and whether the times are estimated.
 */
public final class TranscriptJson {
    /** Nine hours of fast speech. */
    static final int MAX_WORDS = 100_000;
    static final int MAX_WORD = 500;

    private TranscriptJson() {}

    public static ObjectNode write(Transcript transcript) {
        var json = Json.object().put("schema", 1).put("language", transcript.language()).put("origin",
                transcript.origin());
        var words = json.putArray("words");
        for (var word : transcript.words()) {
            var item = words.addObject().put("t", word.text()).put("s", word.startMs()).put("e", word.endMs()).put("c",
                    Math.round(word.confidence() * 100) / 100.0);
            if (word.estimated()) {
                item.put("est", true);
            }
        }
        return json;
    }

    /** @throws TimedTextException if the document is none that {@link #write} could have made */
    public static Transcript read(JsonNode json) {
        expect(json.path("schema").asInt() == 1, "/schema to be 1");
        var language = json.path("language").asText();
        expect(!language.isBlank(), "/language to be a language tag");
        var origin = json.path("origin").asText();
        expect(Transcript.ORIGINS.contains(origin), "/origin to be one of " + Transcript.ORIGINS);
        var list = json.path("words");
        expect(list.isArray() && list.size() <= MAX_WORDS, "/words to be a list of at most " + MAX_WORDS);
        var words = new ArrayList<Word>(list.size());
        long start = 0;
        for (var item : list) {
            var word = word(item, "/words/" + words.size());
            expect(word.startMs() >= start, "/words/" + words.size() + "/s to be at least " + start);
            start = word.startMs();
            words.add(word);
        }
        return new Transcript(language, origin, words);
    }

    private static Word word(JsonNode item, String at) {
        var text = PlainText.of(item.path("t").asText());
        expect(item.path("t").isTextual() && !text.isEmpty() && text.length() <= MAX_WORD,
                at + "/t to be a word of at most " + MAX_WORD + " characters");
        var start = item.path("s");
        var end = item.path("e");
        expect(start.canConvertToLong() && start.isIntegralNumber() && start.asLong() >= 0,
                at + "/s to be milliseconds");
        expect(end.canConvertToLong() && end.isIntegralNumber() && end.asLong() >= start.asLong(),
                at + "/e to be milliseconds, not before /s");
        var confidence = item.path("c");
        expect(confidence.isNumber() && confidence.asDouble() >= 0 && confidence.asDouble() <= 1,
                at + "/c to be a number from 0 to 1");
        return new Word(text, start.asLong(), end.asLong(), confidence.asDouble(), item.path("est").asBoolean());
    }

    private static void expect(boolean right, String expected) {
        if (!right) {
            throw new TimedTextException(0, expected);
        }
    }
}
