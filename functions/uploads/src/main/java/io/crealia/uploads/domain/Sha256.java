package io.crealia.uploads.domain;

import java.util.regex.Pattern;

/** A SHA-256 digest as S3 writes it: base64 of 32 bytes. */
public record Sha256(String base64) {
    /** 256 bits leave two unused bits in the last character, which must be zero for the text to be the only one. */
    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    public Sha256 {
        if (!FORM.matcher(base64).matches()) {
            throw new IllegalArgumentException("expected a SHA-256 digest as base64 of 32 bytes");
        }
    }
}
