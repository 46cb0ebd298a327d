package io.crealia.simulation.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an uploaded file is. Its first bytes say so, for MediaConvert to read; the rest of it is nobody's concern. */
public enum Media {
    /** Sound that nobody speaks in. */
    SOUND(true, false, false),
    /** Somebody speaks. */
    SPEECH(true, false, true),
    /** A small picture, no sound. */
    PICTURE(false, true, false),
    /** Picture and speech. */
    FILM(true, true, true),
    /** As a film, and long enough for a clip of what is said. */
    TALK(true, true, true),
    /** MediaConvert's probe cannot read it. */
    UNREADABLE(false, false, false),
    /** The job ends with an error that does not pass. */
    FAILS(true, false, false),
    /** The first job ends with an error that passes. */
    FAILS_ONCE(true, false, false),
    /** The first job is at work for ever and tells nothing. */
    STUCK_ONCE(true, false, false);

    /** EBML, version 1, DocType matroska (RFC 8794, RFC 9559). */
    private static final byte[] MATROSKA = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, (byte) 0x8b, 0x42, (byte) 0x82,
            (byte) 0x88,
            'm', 'a', 't', 'r', 'o', 's', 'k', 'a'};

    private final boolean sound;
    private final boolean picture;
    private final boolean spoken;

    Media(boolean sound, boolean picture, boolean spoken) {
        this.sound = sound;
        this.picture = picture;
        this.spoken = spoken;
    }

    boolean sound() {
        return sound;
    }

    boolean picture() {
        return picture;
    }

    boolean spoken() {
        return spoken;
    }

    /** How often the same words are said; a clip is three seconds long at the least. */
    int times() {
        return !spoken ? 0 : this == TALK ? 3 : 1;
    }

    /** How long it lasts. Short, because each picture of it costs time. */
    int durationMs() {
        return spoken ? times() * SpokenSound.DURATION_MS : 200;
    }

    /** The first bytes of such a file. */
    public byte[] head() {
        var name = (" " + name() + " ").getBytes(StandardCharsets.US_ASCII);
        var head = Arrays.copyOf(MATROSKA, MATROSKA.length + name.length);
        System.arraycopy(name, 0, head, MATROSKA.length, name.length);
        return head;
    }

    /** Reads what {@link #head} wrote; anything else is no media that could be read. */
    static Media of(byte[] head) {
        return Arrays.stream(values()).filter(media -> Arrays.equals(media.head(), head)).findFirst()
                .orElse(UNREADABLE);
    }
}
