package io.crealia.local.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The configuration files of this machine. Rules, routes, grouping and inhibition are the shipped ones; targets and the
 * receiver are this machine's. Written as JSON, which is YAML.
 */
final class LocalConfiguration {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LocalConfiguration() {}

    /** @param ports the real ones, none of them 0 */
    static Path prometheus(ObservabilitySettings settings, ObservabilityPorts ports) throws IOException {
        var interval = settings.interval().toMillis() + "ms";
        var global = Map.of("scrape_interval", interval, "scrape_timeout", interval, "evaluation_interval", interval);
        var jobs = List.of(job("pushgateway", ports.pushgateway(), true), job("prometheus", ports.prometheus(), false),
                job("alertmanager", ports.alertmanager(), false));
        var alerting = Map.of("alertmanagers",
                List.of(Map.of("static_configs", List.of(Map.of("targets", List.of(at(ports.alertmanager())))))));
        var file = new LinkedHashMap<String, Object>();
        file.put("global", global);
        file.put("rule_files", List.of(settings.project().resolve("prometheus/rules").toString() + "/*.yml"));
        file.put("alerting", alerting);
        file.put("scrape_configs", jobs);
        return write(settings.home().resolve("prometheus.yml"), file);
    }

    private static Map<String, Object> job(String name, int port, boolean honorLabels) {
        return Map.of("job_name", name, "honor_labels", honorLabels, "static_configs",
                List.of(Map.of("targets", List.of(at(port)))));
    }

    private static String at(int port) {
        return "127.0.0.1:" + port;
    }

    /** The shipped file with its receivers' addresses replaced. */
    static Path alertmanager(ObservabilitySettings settings) throws IOException {
        var shipped = settings.project().resolve("alertmanager/alertmanager.yml");
        var file = new LinkedHashMap<String, Object>(map(new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(shipped))));
        var receivers = file.get("receivers");
        if (!(receivers instanceof List<?> list)) {
            throw new IOException(shipped + ": expected a list receivers");
        }
        file.put("receivers", list.stream().map(receiver -> receiver(map(receiver), settings.alertsTo())).toList());
        return write(settings.home().resolve("alertmanager.yml"), file);
    }

    private static Map<String, Object> receiver(Map<String, Object> shipped, Optional<URI> to) {
        return to.<Map<String, Object>>map(address -> Map.of("name", shipped.get("name"), "webhook_configs",
                List.of(Map.of("url", address.toString(), "send_resolved", true))))
                .orElseGet(() -> Map.of("name", shipped.get("name")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Path write(Path file, Map<String, Object> content) throws IOException {
        Files.createDirectories(file.getParent());
        try {
            return Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IOException("cannot write " + file, e);
        }
    }
}
