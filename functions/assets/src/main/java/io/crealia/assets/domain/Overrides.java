package io.crealia.assets.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a person says in place of the machine, each member on its own. Absent members are the machine's. */
public record Overrides(Optional<String> title, Optional<String> description, Optional<List<String>> hashtags,
        Optional<List<Chapter>> chapters) {
    public static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    public Overrides {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        hashtags = hashtags.map(List::copyOf);
        chapters = chapters.map(List::copyOf);
    }
}
