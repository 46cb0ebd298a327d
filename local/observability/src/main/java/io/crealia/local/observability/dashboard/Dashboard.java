package io.crealia.local.observability.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.observability.dashboard.Panel.Kind;
import io.crealia.local.observability.dashboard.Panel.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A dashboard of Grafana, as far as it is drawn here. */
public record Dashboard(String uid, String title, String description, List<Panel> panels) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The order in which a person reads them; what is new comes after. */
    private static final List<String> ORDER = List.of("service-health.json", "pipeline.json", "security.json",
            "business.json");

    public Dashboard {
        panels = List.copyOf(panels);
    }

    /** Every dashboard of a folder. */
    public static List<Dashboard> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(java.util.Comparator.comparingInt(Dashboard::place).thenComparing(Path::getFileName))
                    .map(Dashboard::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no dashboards can be read in " + folder, e);
        }
    }

    private static int place(Path file) {
        var place = ORDER.indexOf(file.getFileName().toString());
        return place < 0 ? ORDER.size() : place;
    }

    /** @throws IllegalArgumentException that names file and panel, for a kind or a unit that is not drawn here */
    public static Dashboard read(Path file) {
        try {
            var json = JSON.readTree(Files.readString(file));
            var panels = new ArrayList<Panel>();
            var section = "";
            for (var each : json.path("panels")) {
                if (each.path("type").asText().equals("row")) {
                    section = each.path("title").asText();
                } else {
                    panels.add(panel(file, section, each));
                }
            }
            return new Dashboard(json.path("uid").asText(), json.path("title").asText(),
                    json.path("description").asText(), panels);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Panel panel(Path file, String section, JsonNode json) {
        var title = json.path("title").asText();
        var where = file.getFileName() + ", panel " + title + ": ";
        var kind = switch (json.path("type").asText()) {
            case "timeseries" -> Kind.LINES;
            case "stat" -> Kind.NUMBER;
            default -> throw new IllegalArgumentException(
                    where + "expected timeseries or stat, was " + json.path("type").asText());
        };
        var defaults = json.path("fieldConfig").path("defaults");
        var unit = Unit.of(defaults.path("unit").asText()).orElseThrow(
                () -> new IllegalArgumentException(where + "there is no unit " + defaults.path("unit").asText()));
        var targets = new ArrayList<Target>();
        json.path("targets").forEach(
                target -> targets.add(new Target(target.path("expr").asText(), target.path("legendFormat").asText())));
        return new Panel(section, title, json.path("description").asText(), kind, unit, targets, threshold(defaults),
                defaults.has("decimals") ? OptionalInt.of(defaults.path("decimals").asInt()) : OptionalInt.empty());
    }

    private static OptionalDouble threshold(JsonNode defaults) {
        for (var step : defaults.path("thresholds").path("steps")) {
            if (step.path("value").isNumber()) {
                return OptionalDouble.of(step.path("value").asDouble());
            }
        }
        return OptionalDouble.empty();
    }
}
