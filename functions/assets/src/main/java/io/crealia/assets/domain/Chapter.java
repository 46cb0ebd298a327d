package io.crealia.assets.domain;

import java.util.Objects;

/** @param startMs from the start of the asset */
public record Chapter(long startMs, String title) {
    public Chapter {
        Objects.requireNonNull(title, "title");
    }
}
