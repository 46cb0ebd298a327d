package io.crealia.ai.usecase;

import io.crealia.ai.domain.speech.ScriptAligner;
import io.crealia.ai.domain.speech.VoicedSpans;
import io.crealia.ai.port.SpeechRecogniser.Recognition.Recognised;
import io.crealia.timedtext.PlainText;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.Word;
import io.crealia.timedtext.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a transcript of what a recogniser heard, and of the script where there is one. */
final class HeardWords {
    /**
     * Below this share of a script's words heard, script and sound may be two different things. Forced alignment found
     * 0.66 of the words of a synthetic voice and 0.91 of a real one.
     */
    static final double MIN_ALIGNED = 0.5;
    private static final int MAX_NOTE = 300;
    private static final String UNKNOWN_LANGUAGE = "und";

    private HeardWords() {}

    /** @param notes for people, none of them with a word of what was spoken */
    record Result(Transcript transcript, boolean needsReview, Optional<Script> script, List<String> notes) {}

    record Script(int words, int aligned, double share) {}

    static Result aligned(String script, Recognised heard, VoicedSpans voiced, Optional<String> language) {
        var alignment = ScriptAligner.align(Words.split(script), clean(heard.words()), voiced);
        var share = alignment.share();
        var notes = notes(heard);
        if (share < MIN_ALIGNED) {
            notes.add(String.format(Locale.ROOT,
                    "Only %d of the script's %d words were heard; please check that it is what is spoken.",
                    alignment.aligned(), alignment.words().size()));
        }
        return new Result(transcript(Transcript.SCRIPT, alignment.words(), heard, language), share < MIN_ALIGNED,
                Optional.of(new Script(alignment.words().size(), alignment.aligned(), share)), notes);
    }

    static Result recognised(Recognised heard, VoicedSpans voiced, Optional<String> language) {
        var words = clean(heard.words());
        var spoken = ScriptAligner.inOrder(words, voiced.audioMs()).stream().filter(voiced::hold).toList();
        var notes = notes(heard);
        if (spoken.size() < words.size()) {
            notes.add((words.size() - spoken.size()) + " words were left out, as nobody speaks where they were heard.");
        }
        return new Result(transcript(Transcript.RECOGNISED, spoken, heard, language), heard.needsReview(),
                Optional.empty(), notes);
    }

    private static Transcript transcript(String origin, List<Word> words, Recognised heard, Optional<String> language) {
        return new Transcript(language.or(heard::language).orElse(UNKNOWN_LANGUAGE), origin, words);
    }

    private static List<Word> clean(List<Word> words) {
        var clean = new ArrayList<Word>(words.size());
        for (var word : words) {
            var text = Words.limited(PlainText.of(word.text()));
            if (!text.isEmpty()) {
                clean.add(new Word(text, word.startMs(), word.endMs(), word.confidence(), word.estimated()));
            }
        }
        clean.sort(Comparator.comparingLong(Word::startMs));
        return clean;
    }

    private static List<String> notes(Recognised heard) {
        var notes = new ArrayList<String>();
        heard.notice().map(PlainText::of).filter(note -> !note.isEmpty())
                .map(note -> note.length() > MAX_NOTE ? note.substring(0, MAX_NOTE - 1) + "…" : note)
                .ifPresent(notes::add);
        return notes;
    }
}
