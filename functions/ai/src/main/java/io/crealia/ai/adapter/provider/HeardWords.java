package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.domain.TextChecks;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the words of a recogniser's answer and refuses what no sound can hold: times that go back or lie outside, more
 * words than anybody speaks. What cannot be shown or could be read as markup is taken out of a word.
 */
public final class HeardWords {
    /** Fast speech has five words a second; a recogniser's error may double that. */
    private static final int WORDS_PER_SECOND = 12;
    private static final int MORE_WORDS = 20;
    private static final int LONGEST_WORD = 100;
    /** Recognisers round, and end a little behind the sound. */
    private static final long SLACK_MS = 1_000;
    private static final long BACK_MS = 100;

    private final List<Word> words = new ArrayList<>();
    private final long startMs;
    private final long lengthMs;
    private long lastMs;
    private int told;

    /**
     * @param startMs of this piece in the whole sound
     * @param lengthMs of this piece
     */
    public HeardWords(long startMs, long lengthMs) {
        this.startMs = startMs;
        this.lengthMs = lengthMs;
    }

    /** @return milliseconds of a number of seconds; -1 for what is not one */
    public static long ms(JsonNode seconds) {
        return seconds.isNumber() && Double.isFinite(seconds.doubleValue())
                ? Math.round(seconds.doubleValue() * 1000)
                : -1;
    }

    /**
     * @param fromMs in this piece
     * @throws CallFault if no such word can be there
     */
    public void add(String text, long fromMs, long toMs, double confidence) throws CallFault {
        if (++told > lengthMs * WORDS_PER_SECOND / 1000 + MORE_WORDS) {
            throw CallFault.unfit("a transcription with more words than can be spoken");
        }
        if (fromMs < 0 || toMs < fromMs || toMs > lengthMs + SLACK_MS || fromMs < lastMs - BACK_MS) {
            throw CallFault.unfit("a transcription with times that no sound has");
        }
        if (text.length() > LONGEST_WORD) {
            throw CallFault.unfit("a transcription with a word that is none");
        }
        var from = Math.min(Math.max(fromMs, lastMs), lengthMs);
        var to = Math.clamp(toMs, from, Math.max(from, lengthMs));
        lastMs = from;
        var cleaned = TextChecks.cleaned(text);
        if (cleaned.codePoints().anyMatch(Character::isLetterOrDigit)) {
            words.add(new Word(cleaned, startMs + from, startMs + to, confidence, false));
        }
    }

    /** Puts a mark behind the last word. */
    public void punctuate(String mark) {
        var cleaned = TextChecks.cleaned(mark);
        if (!words.isEmpty() && !cleaned.isEmpty() && cleaned.length() <= 3) {
            var last = words.removeLast();
            words.add(new Word(last.text() + cleaned, last.startMs(), last.endMs(), last.confidence(),
                    last.estimated()));
        }
    }

    public List<Word> words() {
        return List.copyOf(words);
    }
}
