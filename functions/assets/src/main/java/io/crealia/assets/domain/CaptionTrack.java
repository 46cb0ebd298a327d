package io.crealia.assets.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The captions of an asset in one language.
 *
 * @param version how often a person changed it; 0 for a machine's
 * @param wordsKey word-timed JSON, the truth; {@code vttKey} and {@code srtKey} are exports of it
 * @param updatedAt when a person changed it; empty for a machine's
 */
public record CaptionTrack(LanguageTag language, Origin origin, State state, long version, String wordsKey,
        String vttKey, String srtKey, Optional<Instant> updatedAt) {
    public enum Origin {
        /** A person's file. */
        UPLOADED,
        /** A person's change in the editor. */
        EDITED,
        /** The machine, from a script that a person wrote. */
        SCRIPT,
        /** The machine, by listening. */
        RECOGNISED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean byAPerson() {
            return this == UPLOADED || this == EDITED;
        }
    }

    public enum State {
        /** Players see it. */
        PUBLISHED,
        /** Nobody but its owner sees it before he has approved it. */
        NEEDS_REVIEW;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CaptionTrack {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(wordsKey, "wordsKey");
        Objects.requireNonNull(vttKey, "vttKey");
        Objects.requireNonNull(srtKey, "srtKey");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    public boolean published() {
        return state == State.PUBLISHED;
    }

    CaptionTrack approved() {
        return new CaptionTrack(language, origin, State.PUBLISHED, version, wordsKey, vttKey, srtKey, updatedAt);
    }
}
