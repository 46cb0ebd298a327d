package io.crealia.local.cloud.mediaconvert.spec;

import java.util.regex.Pattern;

/** {@code s3://bucket/key}. The key is taken literally: no percent decoding, as in MediaConvert. */
public record ObjectUri(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("s3://([^/]+)/(.*)", Pattern.DOTALL);

    static ObjectUri parse(String text, StrictObject where, String name) {
        var match = FORM.matcher(text);
        if (!match.matches() || match.group(2).isEmpty()) {
            throw where.refuse(name, "expected s3://bucket/key, got \"" + text + "\"");
        }
        return new ObjectUri(match.group(1), match.group(2));
    }

    /** @throws IllegalArgumentException not an s3 address with a key */
    public static ObjectUri parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches() || match.group(2).isEmpty()) {
            throw new IllegalArgumentException("expected s3://bucket/key, got \"" + text + "\"");
        }
        return new ObjectUri(match.group(1), match.group(2));
    }

    /** The object whose key is this key with more text behind it. */
    public ObjectUri append(String suffix) {
        return new ObjectUri(bucket, key + suffix);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
