package io.crealia.local.cloud.ai;

import java.util.List;
import java.util.Optional;

/** Hears English in 16 kHz mono sound. One call at a time; the caller queues. */
interface SpeechEngine {
    /**
     * @param text for an alignment a token of the script with its punctuation, else a lower-case word
     * @param start seconds from the start of the sound
     * @param end seconds, at least {@code start} and within the sound
     */
    record TimedWord(String text, double start, double end) {}

    /**
     * @param words by ascending start
     * @param notice one sentence about what the answer is worth, where its reader must know
     */
    record Heard(List<TimedWord> words, Optional<String> notice) {
        public Heard {
            words = List.copyOf(words);
        }
    }

    /** @param samples 16-bit, 16 kHz, mono */
    Heard recognise(short[] samples);

    /**
     * Finds when the words of a script are spoken. Words that could not be found are left out.
     *
     * @param samples 16-bit, 16 kHz, mono
     */
    Heard align(short[] samples, String script);
}
