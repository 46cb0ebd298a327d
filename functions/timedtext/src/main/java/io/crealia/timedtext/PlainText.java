package io.crealia.timedtext;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Text as it is read: no markup, no control characters, single spaces. */
public final class PlainText {
    private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?][^<>]*>");
    private static final Pattern LOOSE_TAG = Pattern.compile("<+(?=[A-Za-z/!?])");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u0085\\u00A0\\u2028\\u2029\\p{Zs}]+");

    /** Tags within tags, deeper than anybody means them; what is left then loses its brackets. */
    private static final int MAX_NESTING = 8;

    private PlainText() {}

    /**
     * Takes out tags, control characters and characters that steer the direction of text. What is left may hold
     * {@code <}, but never before a letter, so that no reader takes it for a tag. Cleaning again changes nothing.
     */
    public static String of(String text) {
        var clean = characters(text);
        var before = "";
        for (int pass = 0; pass < MAX_NESTING && !clean.equals(before); pass++) {
            before = clean;
            clean = TAG.matcher(clean).replaceAll("");
        }
        clean = LOOSE_TAG.matcher(clean).replaceAll("");
        return SPACE.matcher(clean).replaceAll(" ").strip();
    }

    /** Puts words together as they are written: with a space, unless both sides are of a script without spaces. */
    public static String join(List<String> words) {
        var text = new StringBuilder();
        for (var word : words) {
            if (spaced(text, word)) {
                text.append(' ');
            }
            text.append(word);
        }
        return text.toString();
    }

    static boolean spaced(CharSequence before, String after) {
        return !before.isEmpty() && !after.isEmpty()
                && !(unspaced(Character.codePointBefore(before, before.length())) && unspaced(after.codePointAt(0)));
    }

    /** Columns on the screen: a character of Chinese or Japanese counts as two. */
    static int width(String text) {
        return text.codePoints().map(point -> unspaced(point) ? 2 : 1).sum();
    }

    /** Whether the character belongs to a script that puts no spaces between words. */
    static boolean unspaced(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
            default -> point >= 0x3000 && point <= 0x30FF || point >= 0xFF01 && point <= 0xFF60;
        };
    }

    /** Whether there is anything to be spoken in it. */
    static boolean hasLetter(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static String characters(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().flatMap(point -> {
            if (Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85) {
                return IntStream.of(' ');
            }
            return dropped(point) ? IntStream.empty() : IntStream.of(point);
        }).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean dropped(int point) {
        var steersDirection = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
        var nonCharacter = (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
        var type = Character.getType(point);
        return steersDirection || nonCharacter || type == Character.CONTROL || type == Character.SURROGATE
                || point == 0xFEFF || point >= 0xE0000 && point <= 0xE007F;
    }
}
