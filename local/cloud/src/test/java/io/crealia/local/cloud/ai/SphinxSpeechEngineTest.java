package io.crealia.local.cloud.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crealia.local.cloud.ai.SpeechEngine.TimedWord;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SphinxSpeechEngineTest {
    private static final SphinxSpeechEngine ENGINE = new SphinxSpeechEngine();
    private static final String JFK = "And so, my fellow Americans: ask not what your country can do for you, "
            + "ask what you can do for your country.";

    @TempDir
    Path folder;

    @Test
    void align_sample_findsNearlyEveryWordInOrderWithItsPunctuation() throws Exception {
        var samples = spoken(SpeechSample.SCRIPT);
        var script = List.of(SpeechSample.SCRIPT.strip().split("\\s+"));

        var heard = ENGINE.align(samples, SpeechSample.SCRIPT);

        assertThat(heard.words()).hasSizeGreaterThanOrEqualTo(script.size() * 85 / 100);
        assertAscending(heard.words(), samples);
        assertSubsequence(heard.words().stream().map(TimedWord::text).toList(), script);
        assertThat(heard.words()).anySatisfy(word -> assertThat(word.text()).isEqualTo("garden."));
        if (heard.words().size() < script.size()) {
            assertThat(heard.notice().orElseThrow())
                    .contains(heard.words().size() + " of " + script.size() + " words");
        }
    }

    /** The times are those of the sound: moved sound, moved words. */
    @Test
    void align_soundBeginsLater_wordsMoveWithIt() throws Exception {
        var script = "The first plant is the tomato. It needs full sun, deep soil and water every morning.";
        var samples = spoken(script);
        var later = new short[samples.length + 3 * Pieces.RATE];
        System.arraycopy(samples, 0, later, 3 * Pieces.RATE, samples.length);

        var first = word(ENGINE.align(samples, script).words(), "tomato.");
        var second = word(ENGINE.align(later, script).words(), "tomato.");

        assertThat(second.start() - first.start()).isBetween(2.8, 3.2);
    }

    @Test
    void align_numbersAndUnknownWords_keepTheScriptsTokens() throws Exception {
        var samples = spoken("We paid 150 dollars for the Zyxqwv phone. It works well every day.");

        var heard = ENGINE.align(samples, "We paid 150 dollars for the Zyxqwv phone. \u2014 It works well every day.");

        assertThat(heard.words().stream().map(TimedWord::text)).contains("150", "dollars", "phone.", "works")
                .doesNotContain("\u2014", "hundred");
        assertAscending(heard.words(), samples);
    }

    @Test
    void align_nothingSpokenOrNothingToSay_isEmpty() {
        assertThat(ENGINE.align(new short[Pieces.RATE * 2], "\u2014 ... \u4f60\u597d").words()).isEmpty();
        assertThat(ENGINE.align(new short[10], "Hello there.").words()).isEmpty();
    }

    @Test
    void recognise_sample_isADraftWithTimes() throws Exception {
        var samples = spoken("The first plant is the tomato. It needs full sun, deep soil and water every morning.");

        var heard = ENGINE.recognise(samples);

        assertThat(heard.notice().orElseThrow()).contains("review");
        assertThat(heard.words()).isNotEmpty();
        assertAscending(heard.words(), samples);
    }

    @Test
    void recognise_realSpeech_isBelowItsKnownWordErrorRate() throws Exception {
        var file = Path.of(System.getProperty("crealia.root"), "../shared/media/jfk.wav");
        assumeTrue(Files.exists(file), "no ../shared/media/jfk.wav here");

        var heard = ENGINE.recognise(samples(file));

        assertThat(WordErrors.rate(JFK, heard.words())).isLessThanOrEqualTo(0.9);
        assertThat(ENGINE.align(samples(file), JFK).words()).hasSizeGreaterThanOrEqualTo(17);
    }

    @Test
    void recognise_silence_isNothing() {
        assertThat(ENGINE.recognise(new short[Pieces.RATE * 3]).words()).isEmpty();
    }

    @Test
    void pieces_longSound_areCutWhereItIsQuietWithoutGap() {
        var random = new Random(7);
        var samples = new short[60 * Pieces.RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 3000);
        }
        Arrays.fill(samples, 15 * Pieces.RATE, 15 * Pieces.RATE + Pieces.RATE / 2, (short) 0);

        var pieces = Pieces.of(samples);

        assertThat(pieces.getFirst().to()).isBetween(15 * Pieces.RATE, 15 * Pieces.RATE + Pieces.RATE / 2);
        int at = 0;
        for (var piece : pieces) {
            assertThat(piece.from()).isEqualTo(at);
            assertThat(piece.to() - piece.from()).isBetween(1, 20 * Pieces.RATE);
            at = piece.to();
        }
        assertThat(at).isEqualTo(samples.length);
        assertThat(Pieces.of(new short[0])).isEmpty();
    }

    @Test
    void sample_sameText_isTheSameFile() throws Exception {
        SpeechSample.write("Hello there.", folder.resolve("a.wav"));
        SpeechSample.write("Hello there.", folder.resolve("b.wav"));

        assertThat(folder.resolve("a.wav")).hasSameBinaryContentAs(folder.resolve("b.wav"));
    }

    private short[] spoken(String text) throws Exception {
        var file = folder.resolve("spoken.wav");
        SpeechSample.write(text, file);
        return samples(file);
    }

    static short[] samples(Path wav) throws IOException, UnsupportedAudioFileException {
        try (var in = AudioSystem.getAudioInputStream(new File(wav.toString()))) {
            var samples = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            var all = new short[samples.remaining()];
            samples.get(all);
            return all;
        }
    }

    private static TimedWord word(List<TimedWord> words, String text) {
        return words.stream().filter(word -> word.text().equals(text)).findFirst().orElseThrow();
    }

    private static void assertAscending(List<TimedWord> words, short[] samples) {
        double last = 0;
        for (var word : words) {
            assertThat(word.start()).isGreaterThanOrEqualTo(last - 0.06);
            assertThat(word.end()).isBetween(word.start(), (double) samples.length / Pieces.RATE);
            last = word.start();
        }
    }

    private static void assertSubsequence(List<String> part, List<String> whole) {
        int at = 0;
        for (var text : part) {
            while (at < whole.size() && !whole.get(at).equals(text)) {
                at++;
            }
            assertThat(at).as(text).isLessThan(whole.size());
            at++;
        }
    }
}
