package io.crealia.local.cloud.ai.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the user's document, member by member. All of its text is cleaned here, before anything else sees it. */
final class Document {
    static final int MOST_SENTENCES = 5000;
    static final int MOST_CANDIDATES = 200;
    static final int MOST_TEXT = 10_000;
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8})*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** @param language two or three small letters; empty where the document has none */
    record Enrich(Optional<String> language, String preset, List<Spoken> sentences) {}

    record Rerank(List<String> ids, List<Spoken> moments) {}

    private Document() {}

    static Enrich enrich(JsonNode json) {
        expectTask(json, TextTask.ENRICH);
        var list = list(json, "sentences", MOST_SENTENCES);
        var sentences = new ArrayList<Spoken>();
        for (int i = 0; i < list.size(); i++) {
            var at = "/sentences/" + i;
            var sentence = list.get(i);
            var index = (int) number(sentence, at, "i", Integer.MAX_VALUE);
            var start = number(sentence, at, "start_ms", Long.MAX_VALUE);
            var end = number(sentence, at, "end_ms", Long.MAX_VALUE);
            if (!sentences.isEmpty() && index <= sentences.getLast().index()) {
                throw new BadDocumentException(at + "/i", "a larger number than the sentence before has");
            }
            if (!sentences.isEmpty() && start < sentences.getLast().startMs() || end < start) {
                throw new BadDocumentException(at, "times that ascend");
            }
            sentences.add(new Spoken(index, text(sentence, at), start, end));
        }
        return new Enrich(language(json.path("language")), name(json.path("preset"), "/preset", ""), sentences);
    }

    static Rerank rerank(JsonNode json) {
        expectTask(json, TextTask.RERANK);
        var list = list(json, "candidates", MOST_CANDIDATES);
        var ids = new ArrayList<String>();
        var moments = new ArrayList<Spoken>();
        for (int i = 0; i < list.size(); i++) {
            var at = "/candidates/" + i;
            ids.add(name(list.get(i).path("id"), at + "/id", null));
            moments.add(new Spoken(i, text(list.get(i), at), 0, 0));
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new BadDocumentException("/candidates", "ids that differ");
        }
        return new Rerank(ids, moments);
    }

    private static void expectTask(JsonNode json, TextTask task) {
        if (!json.path("task").asText().equals(task.wireName())) {
            throw new BadDocumentException("/task", task.wireName() + ", as the schema " + task.schema() + " says");
        }
    }

    private static JsonNode list(JsonNode json, String name, int most) {
        var list = json.path(name);
        if (!list.isArray() || list.size() > most) {
            throw new BadDocumentException("/" + name, "a list of at most " + most);
        }
        return list;
    }

    private static long number(JsonNode json, String at, String name, long most) {
        var number = json.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0
                || number.longValue() > most) {
            throw new BadDocumentException(at + "/" + name, "a whole number from 0");
        }
        return number.longValue();
    }

    private static String text(JsonNode json, String at) {
        if (!json.path("text").isTextual()) {
            throw new BadDocumentException(at + "/text", "text");
        }
        var text = json.path("text").textValue();
        if (text.length() > MOST_TEXT) {
            throw new BadDocumentException(at + "/text", "at most " + MOST_TEXT + " characters");
        }
        return PlainText.of(text);
    }

    private static String name(JsonNode json, String at, String absent) {
        if (absent != null && (json.isMissingNode() || json.isNull())) {
            return absent;
        }
        if (!json.isTextual() || !NAME.matcher(json.textValue()).matches()) {
            throw new BadDocumentException(at, "1 to 64 letters, digits, dots, lines and underlines");
        }
        return json.textValue();
    }

    private static Optional<String> language(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isTextual() || !LANGUAGE.matcher(json.textValue()).matches()) {
            throw new BadDocumentException("/language", "a language tag such as en");
        }
        return Optional.of(json.textValue().split("[-_]")[0].toLowerCase(Locale.ROOT))
                .filter(code -> !code.equals("und"));
    }
}
