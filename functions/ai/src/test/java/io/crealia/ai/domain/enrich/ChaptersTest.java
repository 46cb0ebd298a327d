package io.crealia.ai.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.Spoken;
import io.crealia.ai.domain.enrich.Chapters.Chapter;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Sentence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChaptersTest {
    /** A sentence every five seconds, the first at 2 s. */
    private static final List<Sentence> SENTENCES = sentences(12);

    @Test
    void of_goodChapters_startWhereTheirSentencesDo() {
        var chapters = Chapters.of(answer(0, 3, 7), SENTENCES, 62_000);
        assertThat(chapters.list()).containsExactly(new Chapter(0, "t0"), new Chapter(17_000, "t3"),
                new Chapter(37_000, "t7"));
        assertThat(chapters.note()).isEmpty();
    }

    @Test
    void of_tooNear_areDroppedAndSaid() {
        var chapters = Chapters.of(answer(0, 1, 2, 3, 5, 11), SENTENCES, 62_000);
        assertThat(chapters.list()).extracting(Chapter::title).containsExactly("t0", "t2", "t5");
        assertThat(chapters.list()).extracting(Chapter::startMs).containsExactly(0L, 12_000L, 27_000L);
        assertThat(chapters.note()).contains("Chapters shorter than 10 s were dropped: 3.");
    }

    @Test
    void of_lessThanThree_areNone() {
        var chapters = Chapters.of(answer(0, 6), SENTENCES, 62_000);
        assertThat(chapters.list()).isEmpty();
        assertThat(chapters.note())
                .contains("There are no chapters: fewer than three of at least 10 s were suggested.");
        assertThat(Chapters.of(answer(), SENTENCES, 62_000)).isEqualTo(new Chapters(List.of(), Optional.empty()));
    }

    @Test
    void of_mediaTooShortForThree_hasOne() {
        var chapters = Chapters.of(answer(0, 3), sentences(5), 29_000);
        assertThat(chapters.list()).containsExactly(new Chapter(0, "t0"));
        assertThat(chapters.note())
                .contains("The video is too short for three chapters of 10 s, so one names the whole.");
    }

    @Test
    void of_thirtySeconds_holdThree() {
        var spoken = new Spoken().say("One.", 1_000).pause(9_000).say("Two.", 1_000).pause(9_000).say("Three.", 10_000);
        assertThat(Chapters.of(answer(0, 1, 2), spoken.transcript().sentences(), 30_000).list()).hasSize(3);
    }

    private static List<Sentence> sentences(int count) {
        var spoken = new Spoken().pause(2_000);
        for (int i = 0; i < count; i++) {
            spoken.say("Short words.", 1_000).pause(3_000);
        }
        return spoken.transcript().sentences();
    }

    private static JsonNode answer(int... sentences) {
        var answer = Json.array();
        for (int sentence : sentences) {
            answer.addObject().put("sentence", sentence).put("title", "t" + sentence);
        }
        return answer;
    }
}
