package io.crealia.observability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recording rules and alerts as they are shipped. */
final class Rules {
    private Rules() {}

    /** Name, and how it is computed. */
    record Recording(String name, String expression) {}

    record Alert(String name, String expression, String pending, Map<String, String> labels,
            Map<String, String> annotations) {}

    static List<Recording> recordings() {
        return all().stream().filter(rule -> rule.containsKey("record"))
                .map(rule -> new Recording((String) rule.get("record"), (String) rule.get("expr"))).toList();
    }

    static List<Alert> alerts() {
        return all().stream().filter(rule -> rule.containsKey("alert")).map(rule -> new Alert(
                (String) rule.get("alert"), (String) rule.get("expr"), String.valueOf(rule.get("for")),
                strings(rule.get("labels")), strings(rule.get("annotations")))).toList();
    }

    private static List<Map<String, Object>> all() {
        var rules = new ArrayList<Map<String, Object>>();
        for (var file : Project.files(Project.RULES, ".yml")) {
            for (var group : list(map(Project.yaml(file)).get("groups"))) {
                list(map(group).get("rules")).forEach(rule -> rules.add(map(rule)));
            }
        }
        return rules;
    }

    /** Cases of {@code promtool test rules} by name. */
    static List<String> caseNames(Path file) {
        return list(map(Project.yaml(file)).get("tests")).stream()
                .map(test -> Optional.ofNullable((String) map(test).get("name")).orElse("")).toList();
    }

    private static Map<String, String> strings(Object value) {
        var strings = new java.util.TreeMap<String, String>();
        map(value).forEach((key, each) -> strings.put(key, String.valueOf(each)));
        return strings;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
