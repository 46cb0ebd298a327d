package io.crealia.assets.domain;

import java.util.ArrayList;
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

    /** The members that a person gave, as the API names them. */
    public List<String> names() {
        var names = new ArrayList<String>();
        title.ifPresent(_ -> names.add("title"));
        description.ifPresent(_ -> names.add("description"));
        hashtags.ifPresent(_ -> names.add("hashtags"));
        chapters.ifPresent(_ -> names.add("chapters"));
        return List.copyOf(names);
    }

    List<String> differingFrom(Overrides other) {
        var names = new ArrayList<String>();
        note(names, "title", title.equals(other.title));
        note(names, "description", description.equals(other.description));
        note(names, "hashtags", hashtags.equals(other.hashtags));
        note(names, "chapters", chapters.equals(other.chapters));
        return names;
    }

    private static void note(List<String> names, String name, boolean same) {
        if (!same) {
            names.add(name);
        }
    }
}
