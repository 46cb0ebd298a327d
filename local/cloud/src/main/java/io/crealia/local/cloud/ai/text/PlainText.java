package io.crealia.local.cloud.ai.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes plain words of any text: letters, digits and the punctuation of prose in one line. Markup, addresses, invisible
 * characters and symbols are gone, so whatever is picked from it cannot be anything but words.
 */
final class PlainText {
    /** Bounded, so that a text of opening brackets takes no more than its length times this. */
    private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?][^<>]{0,300}>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});");
    private static final String PUNCTUATION = ".,!?'’\"“”„«»‹›()-–—%€$£¥°…¿¡،؟。、！？，・「」";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern REPEATED = Pattern.compile("([^\\p{L}\\p{M}\\p{N} ])\\1+");
    private static final Pattern LONE = Pattern.compile("(?<= |^)[^\\p{L}\\p{M}\\p{N}& –—%€$£¥-]+(?= |$)");

    private PlainText() {}

    static String of(String text) {
        var bare = withoutAddresses(ENTITY.matcher(TAG.matcher(text).replaceAll(" ")).replaceAll(" "));
        var kept = new StringBuilder(bare.length());
        var normal = Normalizer.normalize(bare, Normalizer.Form.NFC);
        normal.codePoints().forEach(c -> append(kept, c));
        var single = REPEATED.matcher(kept).replaceAll("$1");
        return SPACES.matcher(LONE.matcher(single).replaceAll("")).replaceAll(" ").strip();
    }

    /** Piece by piece: a pattern that looks for addresses in all of a text takes the square of its length. */
    private static String withoutAddresses(String text) {
        var kept = new StringBuilder(text.length());
        for (var piece : SPACE.split(text)) {
            if (!piece.contains("://") && piece.indexOf('@') < 0
                    && !piece.toLowerCase(Locale.ROOT).contains("www.")) {
                kept.append(piece).append(' ');
            }
        }
        return kept.toString();
    }

    private static void append(StringBuilder kept, int c) {
        if (word(c) || PUNCTUATION.indexOf(c) >= 0) {
            kept.appendCodePoint(c);
        } else if (c == ';' || c == ':') {
            // Neither ends an entity nor begins an address, but the pause stays.
            kept.append(", ");
        } else if (!joiner(c) && !invisible(c)) {
            kept.append(' ');
        } else if (joiner(c) && !kept.isEmpty() && word(kept.codePointBefore(kept.length()))) {
            kept.appendCodePoint(c);
        }
    }

    static boolean word(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK, Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                true;
            default -> false;
        };
    }

    /** Persian and Indic words need them between letters. */
    private static boolean joiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    /** Nothing is left in its place: it is often put inside a word to hide it. */
    private static boolean invisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.CONTROL && !Character.isWhitespace(c);
    }

    /** At most {@code most} characters, cut between words, without punctuation of its middle at the end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf(' ', most);
        if (end <= 0) {
            end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        }
        return bare(text.substring(0, end));
    }

    /** Without punctuation and space around it. */
    static String bare(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !word(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && !word(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    static String capitalised(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.codePointAt(0));
        // Not by the language of the machine: Turkish would make a dotted capital of i.
        return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
    }
}
