package io.crealia.local.cli;

import io.crealia.local.observability.ObservabilityStack;
import io.crealia.local.observability.SearchPath;
import io.crealia.local.observability.dashboard.Dashboard;
import io.crealia.local.observability.dashboard.DashboardPage;
import io.crealia.local.observability.dashboard.Screenshot;
import io.crealia.local.observability.query.Prometheus;
import io.crealia.local.observability.query.PrometheusException;
import io.crealia.local.observability.query.Range;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pictures of the dashboards without Grafana. */
@Command(name = "dashboard", description = "Draws the dashboards from the running Prometheus as one HTML page, and as a PNG where Chromium is installed.", mixinStandardHelpOptions = true)
final class DashboardCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Option(names = "--out", paramLabel = "FILE", description = "The page. Default: observability/dashboard.html in the data folder")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--png", paramLabel = "FILE", description = "A picture of it too; needs Chromium")
    private Optional<Path> png = Optional.empty();

    @Option(names = "--range", paramLabel = "TIME", defaultValue = "1h", description = "How far back, for example 15m, 6h or 2d. Default: ${DEFAULT-VALUE}")
    private String range;

    @Option(names = "--only", paramLabel = "NAME", description = "One dashboard: service-health, pipeline, security or business")
    private Optional<String> only = Optional.empty();

    @Option(names = "--prometheus", paramLabel = "URL", description = "Another Prometheus than the local edition's")
    private Optional<URI> other = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = options.settings();
        var time = Range.before(Instant.now(), Range.length(range));
        var dashboards = chosen(Dashboard.in(settings.root().resolve("observability/grafana/dashboards")));
        var screenshot = png.isPresent()
                ? Optional.of(Screenshot.by(SearchPath.ofEnvironment()))
                : Optional.<Screenshot>empty();
        var page = out.orElse(settings.observabilityData().resolve("dashboard.html")).toAbsolutePath();
        try (var prometheus = new Prometheus(address(settings))) {
            if (!prometheus.ready()) {
                throw new PrometheusException(notThere(prometheus.address()));
            }
            var html = new DashboardPage(prometheus::range, time, ZoneId.systemDefault(),
                    prometheus.address().toString()).draw(dashboards);
            Files.createDirectories(page.getParent());
            Files.writeString(page, html);
        }
        System.out.println("page      " + page);
        if (screenshot.isPresent()) {
            var picture = png.orElseThrow().toAbsolutePath();
            Files.createDirectories(picture.getParent());
            screenshot.get().take(page, picture, DashboardPage.WIDTH, DashboardPage.height(dashboards));
            System.out.println("picture   " + picture);
        }
        return Exit.OK;
    }

    private URI address(EditionSettings settings) {
        return other.or(() -> ObservabilityStack.prometheusOf(settings.observabilityData()))
                .orElseThrow(() -> new PrometheusException("no Prometheus runs on " + settings.home()
                        + "; start one with ./crealia up --observability, or name another with --prometheus URL"));
    }

    private static String notThere(URI address) {
        return "no Prometheus answers at " + address
                + "; start one with ./crealia up --observability, or name another with --prometheus URL";
    }

    private List<Dashboard> chosen(List<Dashboard> all) {
        if (only.isEmpty()) {
            return all;
        }
        var names = all.stream().map(each -> each.uid().replaceFirst("^crealia-", ""))
                .collect(Collectors.joining(", "));
        var chosen = all.stream().filter(each -> each.uid().equals("crealia-" + only.get())).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("--only: expected one of " + names + ", was " + only.get());
        }
        return chosen;
    }
}
