package io.crealia.local.cloud.ai.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Lucene's stop words and stemmers by language. */
final class Languages {
    private Languages() {}

    /** @param language code of two letters; one that is not known has neither stop words nor stems */
    static Analyzer analyzer(String language) {
        return switch (language) {
            case "en" -> new EnglishAnalyzer(englishStopWords());
            case "ar" -> new ArabicAnalyzer();
            case "cs" -> new CzechAnalyzer();
            case "da" -> new DanishAnalyzer();
            case "de" -> new GermanAnalyzer();
            case "el" -> new GreekAnalyzer();
            case "es" -> new SpanishAnalyzer();
            case "fa" -> new PersianAnalyzer();
            case "fi" -> new FinnishAnalyzer();
            case "fr" -> new FrenchAnalyzer();
            case "hi" -> new HindiAnalyzer();
            case "hu" -> new HungarianAnalyzer();
            case "it" -> new ItalianAnalyzer();
            case "ja", "ko", "zh" -> new CJKAnalyzer();
            case "nb", "nn", "no" -> new NorwegianAnalyzer();
            case "nl" -> new DutchAnalyzer();
            case "pt" -> new PortugueseAnalyzer();
            case "ro" -> new RomanianAnalyzer();
            case "ru" -> new RussianAnalyzer();
            case "sv" -> new SwedishAnalyzer();
            case "tr" -> new TurkishAnalyzer();
            default -> new StandardAnalyzer();
        };
    }

    /** Snowball's list: the analyzer's own has 33 words and leaves pronouns in. */
    private static CharArraySet englishStopWords() {
        var resource = "english_stop.txt";
        try (var in = Objects.requireNonNull(SnowballFilter.class.getResourceAsStream(resource), resource)) {
            var words = new CharArraySet(WordlistLoader.getSnowballWordSet(
                    new InputStreamReader(in, StandardCharsets.UTF_8)), true);
            words.addAll(EnglishAnalyzer.getDefaultStopSet());
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("Lucene's stop words cannot be read", e);
        }
    }
}
