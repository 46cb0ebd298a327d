package io.crealia.ai.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * What text that a model wrote must be before anybody sees it: plain, one line, of bounded length. No control or invisible
 * direction characters (Unicode TR 36, "Trojan source"), no markup, no address, no path that climbs. Faults name what was
 * expected and never quote the text, since they are shown and sent back to the model.
 */
public final class TextChecks {
    /** HTML, Markdown code, links and images. */
    private static final Pattern MARKUP = Pattern
            .compile("[<>`]|\\]\\s*\\(|!\\[|\\*\\*|__|&(?:#\\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z][a-z0-9+.-]{1,20}://|\\b(?:javascript|data|vbscript|mailto|file|blob)\\s*:\\S|\\bwww\\.[a-z0-9]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLIMBING = Pattern.compile("\\.\\.[/\\\\]");
    private static final IntPredicate MARKUP_CHARACTER = c -> c == '<' || c == '>' || c == '`';

    private TextChecks() {}

    /**
     * @param pointer JSON pointer of the text
     * @param max length in UTF-16 units
     * @return {@code pointer: expected ...} for every fault; empty if the text may be shown
     */
    public static List<String> faults(String pointer, String text, int min, int max) {
        if (text == null) {
            return List.of(pointer + ": expected text");
        }
        var faults = new ArrayList<String>();
        if (text.length() < min || text.length() > max) {
            faults.add(pointer + ": expected " + min + " to " + max + " characters");
        }
        plain(text).ifPresent(expected -> faults.add(pointer + ": expected " + expected));
        return faults;
    }

    /** @return what was expected, for text that is not plain; empty for plain text of any length, also for none */
    public static Optional<String> plain(String text) {
        if (text.codePoints().anyMatch(TextChecks::hidden)) {
            return Optional.of("text without control, direction or private characters, in one line");
        }
        if (!text.strip().equals(text)) {
            return Optional.of("text without white space at its ends");
        }
        if (MARKUP.matcher(text).find()) {
            return Optional.of("plain text without markup");
        }
        if (ADDRESS.matcher(text).find()) {
            return Optional.of("text without web addresses");
        }
        return CLIMBING.matcher(text).find() ? Optional.of("text without file paths") : Optional.empty();
    }

    /**
     * The text without what cannot be shown or could be read as markup, for words of a transcript, which are worth keeping
     * where a sentence of a model's own would be refused. May be empty.
     */
    public static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> !hidden(c) && !MARKUP_CHARACTER.test(c)).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Zero-width joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji need them. */
    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> c != 0x200C && c != 0x200D;
            default -> c == 0xFFFD;
        };
    }
}
