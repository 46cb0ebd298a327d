package io.crealia.observability;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code observability/compose.yaml} with its anchors resolved. */
record Compose(Map<String, Object> file) {
    /** One container. {@code <<} is a merge key: what the service itself says wins. */
    record Container(String name, Map<String, Object> said, Map<String, Object> merged) {
        Optional<Object> value(String key) {
            return Optional.ofNullable(said.containsKey(key) ? said.get(key) : merged.get(key));
        }

        String text(String key) {
            return value(key).map(String::valueOf).orElse("");
        }

        List<String> volumes() {
            return value("volumes").map(Rules::list).orElse(List.of()).stream().map(String::valueOf).toList();
        }
    }

    static Compose read() {
        return new Compose(Rules.map(Project.yaml(Project.FOLDER.resolve("compose.yaml"))));
    }

    List<Container> containers() {
        return Rules.map(file.get("services")).entrySet().stream().map(each -> {
            var said = Rules.map(each.getValue());
            var merged = said.containsKey("<<") ? Rules.map(said.get("<<")) : Map.<String, Object>of();
            return new Container(each.getKey(), said, merged);
        }).toList();
    }

    Container service(String name) {
        return containers().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }
}
