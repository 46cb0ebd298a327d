package io.crealia.platform.privacy;

import java.util.Objects;

/** Text about a person. Prints as {@code ***}, so that it reaches a log or an answer only where somebody asks for it. */
public record Personal(String value) {
    public Personal {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "***";
    }
}
