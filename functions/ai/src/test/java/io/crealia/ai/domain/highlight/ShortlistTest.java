package io.crealia.ai.domain.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.Sounds;
import io.crealia.ai.Spoken;
import io.crealia.contracts.Preset;
import io.crealia.timedtext.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortlistTest {
    @ParameterizedTest
    @ValueSource(strings = {"educational", "storytelling", "promotional"})
    void choose_coffee_isAsTheGoldenFile(String name) throws IOException {
        var preset = Preset.find(name).orElseThrow();
        var shortlist = coffee(preset);
        var document = HighlightsDocument.of(preset, shortlist.choose(List.of()), shortlist.considered(), false);
        try (var golden = ShortlistTest.class.getResourceAsStream("/golden/highlights-" + name + ".json")) {
            assertThat(document.toPrettyString())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void choose_coffee_prefersWhatIsDenseAndAboutCoffee() {
        var best = coffee(Preset.EDUCATIONAL).choose(List.of()).getFirst();
        assertThat(best.text()).contains("ground coffee loses its taste").doesNotContain("neighbour");
        assertThat(best.reasons()).anyMatch(reason -> reason.matches("Spoken 1\\.\\d times as fast as the whole\\."))
                .anyMatch(reason -> reason.startsWith("Framed by pauses of 0.9 s and 1.5 s"))
                .anyMatch(reason -> reason.startsWith("Names what the video is about: coffee, water"));
    }

    @Test
    void choose_cut_leadsInAndTrailsOff() {
        var spoken = sentences(4, 1_000);
        var highlight = shortlist(spoken.transcript(), spoken.at() + 5_000).choose(List.of()).getFirst();
        var first = spoken.transcript().words().get(highlight.firstWord());
        var last = spoken.transcript().words().get(highlight.lastWord());
        assertThat(first.startMs() - highlight.startMs()).isEqualTo(150);
        assertThat(highlight.endMs() - last.endMs()).isEqualTo(250);
    }

    @Test
    void choose_neighboursAreNear_leadAndTrailAreShorter() {
        var spoken = sentences(6, 100);
        for (var highlight : shortlist(spoken.transcript(), spoken.at()).choose(List.of())) {
            var first = spoken.transcript().words().get(highlight.firstWord());
            var last = spoken.transcript().words().get(highlight.lastWord());
            assertThat(first.startMs() - highlight.startMs()).isEqualTo(highlight.firstWord() == 0 ? 150 : 100);
            assertThat(highlight.endMs() - last.endMs())
                    .isEqualTo(last.equals(spoken.transcript().words().getLast()) ? 0 : 100);
        }
    }

    @Test
    void choose_overlappingSpeakers_areNotCutApart() {
        var spoken = new Spoken().pause(300);
        spoken.say("One two three four five six seven eight nine ten eleven twelve.", 700).pause(100);
        spoken.say("Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda.", 700);
        // Somebody says a long word from within the one sentence into the next.
        spoken.word("Yeah.", spoken.at() - 400, spoken.at() + 600);
        spoken.say("Red orange yellow green blue indigo violet black white grey brown.", 900).pause(500);
        var transcript = spoken.transcript();
        assertThat(shortlist(transcript, 60_000).choose(List.of())).isNotEmpty().allSatisfy(highlight -> {
            assertThat(transcript.words()).noneMatch(
                    word -> word.startMs() < highlight.startMs() && highlight.startMs() < word.endMs()
                            || word.startMs() < highlight.endMs() && highlight.endMs() < word.endMs());
        });
    }

    @Test
    void of_wholeSpeechTooShortForThePreset_isTakenAndSaid() {
        var spoken = new Spoken().pause(200).say("And so, my fellow Americans, ask not what your country can do.", 500)
                .pause(400).say("Ask what you can do for your country.", 500);
        var highlights = shortlist(spoken.transcript(), 11_000).choose(List.of());
        assertThat(highlights).singleElement().satisfies(highlight -> {
            assertThat(highlight.firstWord()).isZero();
            assertThat(highlight.lastWord()).isEqualTo(spoken.transcript().words().size() - 1);
            assertThat(highlight.reasons()).contains(
                    "It is the whole speech, whose 10.8 s are less than the 15 s that the preset wants.");
        });
    }

    @Test
    void of_shorterThanPlatformsTake_hasNothing() {
        var shortlist = shortlist(new Spoken().say("Hello there.", 500).transcript(), 5_000);
        assertThat(shortlist.nothing()).contains("The whole speech is shorter than the 3 s that platforms take.");
        assertThat(shortlist.choose(List.of())).isEmpty();
    }

    @Test
    void of_noSentencesFit_hasNothing() {
        var endless = new Spoken();
        for (int i = 0; i < 200; i++) {
            // Each word begins before the last one ends: there is nowhere to cut.
            endless.word(i % 10 == 9 ? "on." : "on", i * 500L, i * 500L + 900);
        }
        assertThat(shortlist(endless.transcript(), endless.at()).nothing())
                .contains("No span of whole sentences is 15 to 60 s long.");
    }

    @Test
    void of_nothingGood_saysWhatTheBestWas() {
        var preset = new Preset("picky", 1, 15, 60, 0.99, Preset.Layout.AUTO, Preset.EDUCATIONAL.weights());
        var shortlist = coffee(preset);
        assertThat(shortlist.nothing().orElseThrow())
                .matches("The best moment scores 0\\.\\d+, which is below the preset's 0\\.99\\.");
        assertThat(shortlist.considered()).isPositive();
        assertThat(shortlist.texts()).isEmpty();
    }

    @Test
    void choose_order_movesWithinItsShare() {
        var shortlist = coffee(Preset.PROMOTIONAL);
        var plain = shortlist.choose(List.of());
        var count = shortlist.texts().size();
        assertThat(count).isGreaterThan(2);
        var favoured = shortlist.choose(List.of(count - 1));
        assertThat(favoured).filteredOn(highlight -> highlight.rerank() > 0).singleElement()
                .satisfies(highlight -> assertThat(highlight.reasons())
                        .contains("The text model puts it at place 1 of " + count + "."));
        // Whatever the order is, no score moves by more than the share, and no moment is new.
        var reversed = new ArrayList<Integer>();
        for (int i = count - 1; i >= 0; i--) {
            reversed.add(i);
        }
        assertThat(shortlist.choose(reversed)).allSatisfy(highlight -> {
            assertThat(shortlist.texts()).contains(highlight.text());
            var before = plain.stream().filter(other -> other.startMs() == highlight.startMs()).findFirst();
            before.ifPresent(other -> assertThat(highlight.score() - other.score()).isBetween(0.0, 0.1001));
        });
    }

    @Test
    void choose_hostileWords_areShownWithoutMarkup() {
        var spoken = new Spoken()
                .say("<script>alert(1)</script> is what they said about our coffee today, friends.", 700)
                .pause(300).say("Coffee `rm -rf` is \u202Enot\u202C a joke for any of us here at home.", 700);
        var highlight = shortlist(spoken.transcript(), spoken.at()).choose(List.of()).getFirst();
        assertThat(highlight.text()).doesNotContain("<", ">", "`", "\u202E").contains("coffee today");
        assertThat(String.join(" ", highlight.reasons())).doesNotContain("<", ">", "`", "\u202E", "script");
    }

    @Test
    void of_noSound_scoresWithoutLoudness() {
        var shortlist = Shortlist.of(Spoken.coffee().transcript(), SoundLevels.NONE, 200_000, Preset.STORYTELLING);
        var document = HighlightsDocument.of(Preset.STORYTELLING, shortlist.choose(List.of()), 1, true);
        var first = document.path("highlights").path(0);
        assertThat(first.path("terms").has("loudness")).isFalse();
        assertThat(first.path("score").asDouble()).isEqualTo(Recount.score(document, first));
        assertThat(document.path("state").asText()).isEqualTo("needs_review");
    }

    private static Spoken sentences(int count, long pauseMs) {
        var spoken = new Spoken().pause(1_000);
        for (int i = 0; i < count; i++) {
            spoken.say("We walk across the green hills of the island every single morning now.", 600).pause(pauseMs);
        }
        return spoken.pause(-pauseMs);
    }

    private static Shortlist shortlist(Transcript transcript, long durationMs) {
        return Shortlist.of(transcript, SoundLevels.NONE, durationMs, Preset.EDUCATIONAL);
    }

    private static Shortlist coffee(Preset preset) {
        var spoken = Spoken.coffee();
        var wav = Sounds.wav(spoken.at(), ms -> ms > 12_000 && ms < 32_000 ? 0.3 : 0.2);
        var meter = new SoundLevels.Meter(Sounds.RATE);
        meter.add(wav, 44, wav.length - 44);
        return Shortlist.of(spoken.transcript(), meter.levels(), spoken.at(), preset);
    }
}
