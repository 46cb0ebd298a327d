package io.crealia.transcoding.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** An attribute list of RFC 8216, section 4.2. */
final class HlsAttributes {
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"\\r\\n]*\"|[^\",\\s]+)(?:,|$)");

    private HlsAttributes() {}

    /** @throws IllegalArgumentException if the text is not a list of attributes, or names one twice */
    static Map<String, String> parse(String text) {
        var attributes = new LinkedHashMap<String, String>();
        var matcher = ATTRIBUTE.matcher(text);
        var at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("expected NAME=value in \"" + text + "\"");
            }
            var value = matcher.group(2);
            var bare = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
            if (attributes.put(matcher.group(1), bare) != null) {
                throw new IllegalArgumentException("attribute " + matcher.group(1) + " is there twice");
            }
            at = matcher.end();
        }
        return attributes;
    }

    /** A child beside its playlist; anything else could lead a player elsewhere. */
    static String child(String uri) {
        if (uri.isEmpty() || uri.startsWith("/") || uri.contains("..") || uri.contains(":") || uri.contains("?")
                || uri.contains("\\")) {
            throw new IllegalArgumentException("expected a relative address of a file beside, was \"" + uri + "\"");
        }
        return uri;
    }
}
