package io.crealia.ai.domain.highlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.Preset;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of highlights whatever is spoken: 600 transcripts by seed, some with words that overlap or have no length. */
final class RandomSpeechTest {
    private static final int SEEDS = 600;
    private static final List<Preset> PRESETS = List.of(Preset.EDUCATIONAL, Preset.STORYTELLING, Preset.PROMOTIONAL);

    @Test
    void choose_anySpeech_keepsTheRules() {
        int found = 0;
        int reranked = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var preset = PRESETS.get(seed % PRESETS.size());
            var transcript = transcript(random);
            var end = transcript.words().stream().mapToLong(Word::endMs).max().orElse(0);
            // Captions may reach behind the media that they are laid over.
            var durationMs = Math.max(1, end + random.nextInt(-3_000, 3_000));
            var shortlist = Shortlist.of(transcript, sound(random, durationMs), durationMs, preset);
            var order = order(random, shortlist.texts().size());
            var highlights = shortlist.choose(order);
            var document = Json.parse(Json.text(
                    HighlightsDocument.of(preset, highlights, shortlist.considered(), random.nextBoolean())));
            assertThat(highlights.isEmpty()).as("seed %d", seed).isEqualTo(shortlist.nothing().isPresent());
            assertThat(highlights).hasSizeLessThanOrEqualTo(preset.reels() * 2);
            for (var highlight : document.path("highlights")) {
                checkCut(seed, highlight, transcript, durationMs, preset);
                assertThat(highlight.path("score").asDouble()).as("seed %d", seed).isBetween(0.0, 1.0)
                        .isCloseTo(Recount.score(document, highlight), within(1e-9));
                assertThat(highlight.path("reasons").size()).isGreaterThanOrEqualTo(3);
            }
            checkOrder(seed, highlights);
            found += highlights.size();
            reranked += order.isEmpty() ? 0 : highlights.size();
        }
        assertThat(found).as("the rules were put to a test").isGreaterThan(SEEDS);
        assertThat(reranked).isGreaterThan(SEEDS / 4);
    }

    @Test
    void of_sameInput_isTheSame() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(document(seed)).isEqualTo(document(seed));
        }
    }

    private static String document(int seed) {
        var random = new Random(seed);
        var transcript = transcript(random);
        var shortlist = Shortlist.of(transcript, sound(random, 120_000), 120_000, Preset.PROMOTIONAL);
        return Json.text(HighlightsDocument.of(Preset.PROMOTIONAL, shortlist.choose(List.of()), shortlist.considered(),
                false));
    }

    private static void checkCut(int seed, JsonNode highlight, Transcript transcript, long durationMs, Preset preset) {
        var start = highlight.path("start_ms").asLong();
        var end = highlight.path("end_ms").asLong();
        var first = highlight.path("words").path("first").asInt();
        var last = highlight.path("words").path("last").asInt();
        var words = transcript.words();
        var speechMs = words.getLast().endMs() - words.getFirst().startMs();
        assertThat(start).as("seed %d: start", seed).isBetween(0L, words.get(first).startMs())
                .isGreaterThanOrEqualTo(words.get(first).startMs() - 150);
        assertThat(end).as("seed %d: end", seed).isLessThanOrEqualTo(durationMs);
        assertThat(end - start).as("seed %d: length", seed).isBetween(3_000L, preset.maxSeconds() * 1000L);
        if (end - start < preset.minSeconds() * 1000L) {
            assertThat(first).as("seed %d: only a whole speech may be shorter", seed).isZero();
            assertThat(last).isEqualTo(words.size() - 1);
            assertThat(speechMs).isLessThan(preset.minSeconds() * 1000L);
        }
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            assertThat(word.startMs() < start && start < word.endMs()).as("seed %d: cut in word %d", seed, i).isFalse();
            assertThat(word.startMs() < end && end < word.endMs()).as("seed %d: cut in word %d", seed, i).isFalse();
            var inside = i >= first && i <= last;
            var heard = Math.min(end, word.endMs()) - Math.max(start, word.startMs());
            assertThat(heard).as("seed %d: word %d is %s", seed, i, inside ? "heard" : "not heard").satisfies(
                    ms -> assertThat(ms).isEqualTo(inside ? word.endMs() - word.startMs() : Math.min(ms, 0)));
        }
        assertThat(transcript.sentences()).anyMatch(sentence -> sentence.first() == first);
        assertThat(transcript.sentences()).anyMatch(sentence -> sentence.last() == last);
    }

    private static void checkOrder(int seed, List<Highlight> highlights) {
        for (int i = 0; i < highlights.size(); i++) {
            var one = highlights.get(i);
            assertThat(one.rank()).isEqualTo(i + 1);
            if (i > 0) {
                assertThat(one.score()).as("seed %d", seed).isLessThanOrEqualTo(highlights.get(i - 1).score());
            }
            for (var other : highlights.subList(0, i)) {
                var shared = Math.min(one.endMs(), other.endMs()) - Math.max(one.startMs(), other.startMs());
                var shorter = Math.min(one.endMs() - one.startMs(), other.endMs() - other.startMs());
                assertThat(shared).as("seed %d: overlap", seed).isLessThanOrEqualTo(shorter / 10);
            }
        }
    }

    private static Transcript transcript(Random random) {
        var words = new ArrayList<Word>();
        long at = random.nextInt(4_000);
        var sentences = 1 + random.nextInt(40);
        var overlaps = random.nextInt(4) == 0;
        for (int s = 0; s < sentences; s++) {
            var length = 1 + random.nextInt(18);
            for (int w = 0; w < length; w++) {
                var ms = random.nextInt(10) == 0 ? 0 : 80 + random.nextInt(600);
                var text = random.nextInt(3) == 0 ? "topic" + random.nextInt(6) : "word" + random.nextInt(400);
                words.add(new Word(w == length - 1 ? text + "." : text, at, at + ms, 1, random.nextInt(20) == 0));
                at += overlaps && random.nextInt(8) == 0 ? ms / 2 : ms + random.nextInt(120);
            }
            at += random.nextInt(3) == 0 ? random.nextInt(2_500) : random.nextInt(200);
        }
        return new Transcript(random.nextBoolean() ? "en" : "de", Transcript.SCRIPT, words);
    }

    private static SoundLevels sound(Random random, long durationMs) {
        if (random.nextInt(4) == 0) {
            return SoundLevels.NONE;
        }
        var meter = new SoundLevels.Meter(1_000);
        var pcm = new byte[(int) durationMs * 2];
        random.nextBytes(pcm);
        meter.add(pcm, 0, pcm.length);
        return meter.levels();
    }

    private static List<Integer> order(Random random, int candidates) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < candidates; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return order.subList(0, random.nextInt(candidates + 1));
    }
}
