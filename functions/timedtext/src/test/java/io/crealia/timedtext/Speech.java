package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Words for tests. */
final class Speech {
    private static final String[] TEXTS = {"a", "word", "speech,", "ends.", "Really?", "incomprehensibilities", "<b>",
            "&amp;", "-->", "\u202Eevil", "1", "3.5", "שלום", "مرحبا", "你好。", "字", "ひらがな、", "👩‍👩‍👧", "e\u0301",
            "NOTE", "WEBVTT", "00:00:01.000", "<script>alert(1)</script>x", "x<<b>script>y",
            "https://example.com/a/very/long/address/that/fits/no/line/at/all?and=more", "-", "♪", "\u0000nul",
            "{\\an8}top", "</c>end", "a\nb", "&lt;i&gt;"};

    private Speech() {}

    /** Words of 300 ms, 100 ms apart. */
    static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        for (var token : text.split(" ")) {
            long start = words.size() * 400L;
            words.add(new Word(token, start, start + 300, 1, false));
        }
        return words;
    }

    /** Hostile texts at a hostile pace: words of no length, pauses of minutes. */
    static List<Word> hostile(Random random) {
        var words = new ArrayList<Word>();
        long at = random.nextInt(3) * 1000L;
        int count = random.nextInt(60) + 1;
        for (int i = 0; i < count; i++) {
            long length = random.nextInt(6) == 0 ? 0 : random.nextInt(random.nextInt(20) == 0 ? 20_000 : 800);
            words.add(new Word(TEXTS[random.nextInt(TEXTS.length)], at, at + length, random.nextDouble(),
                    random.nextBoolean()));
            at += length + (random.nextInt(4) == 0 ? random.nextInt(3000) : 0);
        }
        return words;
    }

    /** Words that take at least a twentieth of a second per letter. */
    static List<Word> calm(Random random) {
        var words = new ArrayList<Word>();
        long at = 0;
        for (int i = 0; i < 80; i++) {
            var text = "abcdefghijkl".substring(0, random.nextInt(11) + 1) + (random.nextInt(8) == 0 ? "." : "");
            long length = (text.length() + 1) * 50L + random.nextInt(200);
            words.add(new Word(text, at, at + length, 1, false));
            at += length + (random.nextInt(5) == 0 ? random.nextInt(2500) : 0);
        }
        return words;
    }
}
