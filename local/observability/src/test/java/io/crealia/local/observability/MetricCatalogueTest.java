package io.crealia.local.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.observability.MetricCatalogue.Metric;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricCatalogueTest {
    @Test
    void of_tables_areReadUnderTheirHeadings() {
        var catalogue = MetricCatalogue.of(List.of("# Metrics", "", "## Performance", "", "| name | type | labels |",
                "|---|---|---|", "| `crealia_a_total` | counter | - | 1 |",
                "| `crealia_b_seconds` | histogram | - | s |",
                "## How they get there", "text about `crealia_a_total`", "## Security",
                "| `crealia_c` | gauge | - | 1 |"));

        assertThat(catalogue.sections()).containsExactly(
                java.util.Map.entry("Performance",
                        List.of(new Metric("crealia_a_total", "counter"),
                                new Metric("crealia_b_seconds", "histogram"))),
                java.util.Map.entry("Security", List.of(new Metric("crealia_c", "gauge"))));
    }

    @Test
    void read_noFile_saysSo() {
        assertThatThrownBy(() -> MetricCatalogue.read(Path.of("no-such-file.md")))
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("catalogue of metrics");
    }
}
