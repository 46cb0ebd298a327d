package io.crealia.assets.domain;

import java.util.regex.Pattern;

/**
 * The names that files beside a playlist may have: letters, digits, {@code _} and {@code -}, one dot, a known ending. No
 * separator, no encoding, no query: such a name cannot mean anything but a file of the same folder.
 */
public final class ChildName {
    private static final Pattern FORM = Pattern
            .compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}\\.(m3u8|cmf[vat]|m4[sva]|mp4|ts|aac|vtt)");

    private ChildName() {}

    public static boolean is(String name) {
        return FORM.matcher(name).matches();
    }

    public static boolean isPlaylist(String name) {
        return name.endsWith(".m3u8");
    }

    /** @throws DamagedFileException if the name does not have the form */
    static String require(String name) {
        if (!is(name)) {
            throw new DamagedFileException("expected the name of a file beside the playlist");
        }
        return name;
    }
}
