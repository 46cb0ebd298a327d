package io.crealia.ai.domain.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.timedtext.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chapters as players take them. YouTube's rule: the first at 0:00, at least three, each at least 10 s long
 * (support.google.com/youtube/answer/9884579). Of a media that is too short for three, the first alone names the whole; of
 * any other with less than three, none is left. Times are those of sentences, never a model's.
 *
 * @param note says what was dropped
 */
public record Chapters(List<Chapter> list, Optional<String> note) {
    static final long SHORTEST_MS = 10_000;
    static final int FEWEST = 3;

    public record Chapter(long startMs, String title) {}

    public Chapters {
        list = List.copyOf(list);
    }

    /**
     * @param answer chapters that {@link EnrichCheck} approved
     * @param sentences of the whole transcript
     */
    public static Chapters of(JsonNode answer, List<Sentence> sentences, long durationMs) {
        var kept = new ArrayList<Chapter>();
        for (var chapter : answer) {
            // What is before the first word belongs to the first chapter.
            var start = kept.isEmpty() ? 0 : sentences.get(chapter.path("sentence").intValue()).startMs();
            if (kept.isEmpty()
                    || start - kept.getLast().startMs() >= SHORTEST_MS && durationMs - start >= SHORTEST_MS) {
                kept.add(new Chapter(start, chapter.path("title").textValue()));
            }
        }
        if (kept.size() < FEWEST) {
            var whole = durationMs < FEWEST * SHORTEST_MS && !kept.isEmpty();
            return new Chapters(whole ? kept.subList(0, 1) : List.of(), fewer(answer.size(), whole));
        }
        var dropped = answer.size() - kept.size();
        return new Chapters(kept, dropped == 0
                ? Optional.empty()
                : Optional.of("Chapters shorter than 10 s were dropped: " + dropped + "."));
    }

    private static Optional<String> fewer(int suggested, boolean whole) {
        if (whole) {
            return Optional.of("The video is too short for three chapters of 10 s, so one names the whole.");
        }
        return suggested == 0
                ? Optional.empty()
                : Optional.of("There are no chapters: fewer than three of at least 10 s were suggested.");
    }
}
