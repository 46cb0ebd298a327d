package io.crealia.local.cloud.ai.text;

import io.crealia.local.cloud.ai.text.Term.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Takes sentences of one language apart into the words that mean something. Not thread-safe. */
final class TermReader implements AutoCloseable {
    private static final int SHORTEST_NOUN = 3;
    /** Nouns by grammar that name nothing. */
    private static final Set<String> EMPTY_NOUNS = Set.of("bit", "case", "course", "day", "everybody", "everyone",
            "everything", "fact", "guy", "guys", "hour", "hours", "kind", "lot", "lots", "minute", "minutes", "month",
            "months", "nothing", "one", "ones", "part", "people",
            "person", "side", "something", "sort", "stuff", "thing", "things", "time", "times", "today", "tomorrow",
            "video", "way", "ways", "week", "weeks", "year", "years", "yesterday");

    /** Adjectives that tell no two things apart. */
    private static final Set<String> EMPTY_MODIFIERS = Set.of("best", "better", "big", "different", "few", "first",
            "good", "great", "large", "last", "little", "long", "many", "more", "most", "much", "new", "next", "nice",
            "old", "other", "own", "same", "second", "several", "small", "such", "third", "whole");

    private final Analyzer analyzer;
    private final Optional<EnglishTagger> tagger;
    /** German writes nouns with a capital. */
    private final boolean capitalNouns;

    /** @param tagger where the language has one */
    TermReader(String language, Optional<EnglishTagger> tagger) {
        this.analyzer = Languages.analyzer(language);
        this.tagger = tagger;
        this.capitalNouns = language.equals("de");
    }

    List<List<Term>> all(List<Spoken> sentences) {
        return sentences.stream().map(sentence -> terms(sentence.text())).toList();
    }

    List<Term> terms(String sentence) {
        var roles = tagger.map(known -> known.roles(sentence));
        var terms = new ArrayList<Term>();
        int before = 0;
        try (var stream = analyzer.tokenStream("", sentence)) {
            var stem = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                var surface = withoutPossessive(sentence.substring(offset.startOffset(), offset.endOffset()));
                terms.add(new Term(surface, stem.toString(), joined(sentence, terms, before, offset.startOffset()),
                        role(surface, roles, offset.startOffset())));
                before = offset.endOffset();
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory cannot be read", e);
        }
        return terms;
    }

    private static boolean joined(String sentence, List<Term> terms, int before, int start) {
        return !terms.isEmpty() && start > before && sentence.substring(before, start).chars()
                .allMatch(c -> c == ' ' || c == '-');
    }

    private Role role(String surface, Optional<TreeMap<Integer, Role>> roles, int start) {
        if (surface.codePoints().noneMatch(Character::isLetter)
                || surface.length() < SHORTEST_NOUN && surface.codePoints().noneMatch(Character::isIdeographic)
                || empty(surface.toLowerCase(Locale.ROOT))
                || capitalNouns && !Character.isUpperCase(surface.codePointAt(0))
                || surface.codePoints().anyMatch(TermReader::grammatical)) {
            return Role.OTHER;
        }
        return roles.map(known -> known.floorEntry(start)).map(entry -> entry == null ? Role.OTHER : entry.getValue())
                .orElse(roles.isPresent() ? Role.OTHER : Role.NOUN);
    }

    private static boolean empty(String word) {
        return EMPTY_NOUNS.contains(word) || EMPTY_MODIFIERS.contains(word);
    }

    /** Hiragana writes the endings and particles of Japanese. */
    private static boolean grammatical(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA;
    }

    private static String withoutPossessive(String surface) {
        return surface.replaceFirst("['’][sS]$", "");
    }

    @Override
    public void close() {
        analyzer.close();
    }
}
