package io.crealia.local.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names and types of {@code observability/metrics.md}, under its headings: performance, resources, security, business, and the
 * way of the metrics itself.
 */
public record MetricCatalogue(Map<String, List<Metric>> sections) {
    private static final Pattern HEADING = Pattern.compile("## (.+)");
    private static final Pattern ROW = Pattern
            .compile("\\| *`(crealia_[a-z0-9_]+)` *\\| *(counter|gauge|histogram) *\\|.*");

    /** @param type {@code counter}, {@code gauge} or {@code histogram} */
    public record Metric(String name, String type) {
        public boolean histogram() {
            return type.equals("histogram");
        }
    }

    /** @throws UncheckedIOException if the file cannot be read */
    public static MetricCatalogue read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue of metrics cannot be read", e);
        }
    }

    static MetricCatalogue of(List<String> lines) {
        var sections = new LinkedHashMap<String, List<Metric>>();
        Optional<String> section = Optional.empty();
        for (var line : lines) {
            var heading = HEADING.matcher(line);
            var row = ROW.matcher(line);
            if (heading.matches()) {
                section = Optional.of(heading.group(1));
            } else if (row.matches()) {
                sections.computeIfAbsent(section.orElse("Metrics"), _ -> new ArrayList<>())
                        .add(new Metric(row.group(1), row.group(2)));
            }
        }
        return new MetricCatalogue(sections);
    }
}
