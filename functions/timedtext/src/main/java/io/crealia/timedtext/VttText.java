package io.crealia.timedtext;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of WebVTT cues: tags and character references. */
final class VttText {
    private static final Pattern TAG = Pattern.compile("<(?:[A-Za-z/!?.][^<>]*|\\d[\\d:.]*)>");
    private static final Pattern REFERENCE = Pattern
            .compile("&(?:(amp|lt|gt|nbsp|lrm|rlm|quot|apos)|#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6}));");
    private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "nbsp", " ", "lrm",
            "\u200E", "rlm", "\u200F", "quot", "\"", "apos", "'");

    private VttText() {}

    static String escape(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A tag may reach over a line's end. What character references hide is cleaned by the cue itself. */
    static List<String> plain(List<String> lines) {
        var text = TAG.matcher(String.join("\n", lines)).replaceAll("");
        return List.of(REFERENCE.matcher(text).replaceAll(VttText::decode).split("\n"));
    }

    private static String decode(MatchResult reference) {
        if (reference.group(1) != null) {
            return quoted(NAMED.get(reference.group(1)));
        }
        var point = reference.group(2) != null
                ? Integer.parseInt(reference.group(2))
                : Integer.parseInt(reference.group(3), 16);
        return Character.isValidCodePoint(point) && point != '\n' ? quoted(Character.toString(point)) : "";
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
