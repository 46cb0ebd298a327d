package io.crealia.local.cloud.ai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ai.SpeechEngine.Heard;
import io.crealia.local.cloud.ai.SpeechEngine.TimedWord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was heard, as OpenAI's transcription object. Times are seconds with three digits. */
record TranscriptionAnswer(Heard heard, double seconds) {
    /** A pause that ends a segment. */
    private static final double PAUSE = 0.7;
    private static final double MILLIS = 1000;

    String text() {
        return text(heard.words());
    }

    ObjectNode json() {
        return noticed(Exchange.object().put("text", text()));
    }

    /** @param granularities of {@code word} and {@code segment} */
    ObjectNode verbose(Set<String> granularities) {
        var json = Exchange.object().put("task", "transcribe").put("language", "english")
                .put("duration", rounded(seconds)).put("text", text());
        if (granularities.contains("word")) {
            var words = json.putArray("words");
            heard.words().forEach(word -> words.addObject().put("word", word.text())
                    .put("start", rounded(word.start())).put("end", rounded(word.end())));
        }
        if (granularities.contains("segment")) {
            segments(json.putArray("segments"));
        }
        return noticed(json);
    }

    private void segments(ArrayNode segments) {
        var words = heard.words();
        int first = 0;
        for (int i = 1; i <= words.size(); i++) {
            if (i == words.size() || words.get(i).start() - words.get(i - 1).end() >= PAUSE) {
                segments.addObject().put("id", segments.size() - 1)
                        .put("start", rounded(words.get(first).start())).put("end", rounded(words.get(i - 1).end()))
                        .put("text", text(words.subList(first, i)));
                first = i;
            }
        }
    }

    private ObjectNode noticed(ObjectNode json) {
        heard.notice().ifPresent(notice -> json.put("crealia_notice", notice));
        return json;
    }

    private static String text(List<TimedWord> words) {
        return words.stream().map(TimedWord::text).collect(Collectors.joining(" "));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * MILLIS) / MILLIS;
    }
}
