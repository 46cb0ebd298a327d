package io.crealia.workflow.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The templates of this installation, by name. */
public final class Templates {
    private final Map<String, Template> byName;

    public Templates(List<Template> templates) {
        byName = templates.stream().collect(Collectors.toUnmodifiableMap(Template::name, Function.identity()));
    }

    public Optional<Template> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalStateException if a run names a template that this version does not have */
    Template of(Run run) {
        return of(run.order().template());
    }

    Template of(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no template named \"" + name + "\""));
    }

    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
