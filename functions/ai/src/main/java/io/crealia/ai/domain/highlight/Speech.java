package io.crealia.ai.domain.highlight;

import io.crealia.timedtext.Sentence;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.Word;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A transcript and its sound, summed up so that any span of sentences is measured in constant time. */
final class Speech {
    /** A pause inside a clip that a viewer notices. */
    private static final long LONG_PAUSE_MS = 700;

    private final Transcript transcript;
    private final List<Word> words;
    private final List<Sentence> sentences;
    private final long durationMs;
    // Up to and with a word: the latest end. From a word on: the earliest start. They differ from the word's own only
    // where words overlap, as they do when two people speak.
    private final long[] latestEnd;
    private final long[] earliestStart;
    // Before a word, over all words before it.
    private final long[] energy;
    private final long[] samples;
    private final long[] longPauses;

    Speech(Transcript transcript, SoundLevels sound, long durationMs) {
        this.transcript = transcript;
        this.words = transcript.words();
        this.sentences = transcript.sentences();
        this.durationMs = durationMs;
        var count = words.size();
        latestEnd = new long[count];
        earliestStart = new long[count + 1];
        energy = new long[count + 1];
        samples = new long[count + 1];
        longPauses = new long[count + 1];
        earliestStart[count] = durationMs;
        for (int i = count - 1; i >= 0; i--) {
            earliestStart[i] = Math.min(earliestStart[i + 1], words.get(i).startMs());
        }
        for (int i = 0; i < count; i++) {
            var word = words.get(i);
            latestEnd[i] = Math.max(endBefore(i), word.endMs());
            energy[i + 1] = energy[i] + sound.energy(word.startMs(), word.endMs());
            samples[i + 1] = samples[i] + sound.samples(word.startMs(), word.endMs());
            var pause = i == 0 ? 0 : word.startMs() - latestEnd[i - 1];
            longPauses[i + 1] = longPauses[i] + (pause >= LONG_PAUSE_MS ? pause : 0);
        }
    }

    List<Word> words() {
        return words;
    }

    List<Sentence> sentences() {
        return sentences;
    }

    long durationMs() {
        return durationMs;
    }

    /**
     * The clip of whole sentences, both inclusive. Empty where it cannot be cut without cutting a word: a neighbour's word
     * overlaps, or the media ends before.
     */
    Optional<Cut> cut(int first, int last) {
        var firstWord = sentences.get(first).first();
        var lastWord = sentences.get(last).last();
        var start = words.get(firstWord).startMs();
        var end = latestEnd[lastWord];
        var before = endBefore(firstWord);
        var after = earliestStart[lastWord + 1];
        if (before > start || earliestStart[firstWord] < start || after < end || end <= start) {
            return Optional.empty();
        }
        return Optional.of(new Cut(Math.max(before, start - Cut.LEAD_MS), Math.min(after, end + Cut.TRAIL_MS)));
    }

    String text(int first, int last) {
        return transcript.text(sentences.get(first).first(), sentences.get(last).last());
    }

    /** Words per second of the span, from its first word to its last. */
    double pace(int first, int last) {
        var firstWord = sentences.get(first).first();
        var lastWord = sentences.get(last).last();
        var ms = Math.max(1, latestEnd[lastWord] - words.get(firstWord).startMs());
        return (lastWord - firstWord + 1) * 1000.0 / ms;
    }

    /** Words per second of the whole. */
    double pace() {
        return pace(0, sentences.size() - 1);
    }

    /** How much louder, in dB, the words of the span are than all words. Empty where there is no sound to compare. */
    OptionalDouble louder(int first, int last) {
        var firstWord = sentences.get(first).first();
        var end = sentences.get(last).last() + 1;
        var all = words.size();
        var spanEnergy = energy[end] - energy[firstWord];
        var spanSamples = samples[end] - samples[firstWord];
        if (energy[all] == 0 || spanSamples == 0) {
            return OptionalDouble.empty();
        }
        var ratio = (double) spanEnergy / spanSamples / ((double) energy[all] / samples[all]);
        return OptionalDouble.of(ratio == 0 ? Double.NEGATIVE_INFINITY : 10 * StrictMath.log10(ratio));
    }

    /** The silence before the span; empty at the start of the speech. */
    OptionalLong pauseBefore(int first) {
        var word = sentences.get(first).first();
        return word == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, words.get(word).startMs() - endBefore(word)));
    }

    /** The silence after the span; empty at the end of the speech. */
    OptionalLong pauseAfter(int last) {
        var word = sentences.get(last).last();
        return word == words.size() - 1
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, earliestStart[word + 1] - latestEnd[word]));
    }

    /** The length of all long pauses inside the span. */
    long longPauses(int first, int last) {
        return longPauses[sentences.get(last).last() + 1] - longPauses[sentences.get(first).first() + 1];
    }

    private long endBefore(int word) {
        return word == 0 ? 0 : latestEnd[word - 1];
    }
}
