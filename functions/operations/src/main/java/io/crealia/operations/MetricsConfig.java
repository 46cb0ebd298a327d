package io.crealia.operations;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * @param pushgateway empty where metrics are not pushed
 * @param queuePrefix address of a queue up to the installation's part of its name
 * @param stage name of the installation
 */
record MetricsConfig(Optional<URI> pushgateway, String queuePrefix, String stage) {
    private static final String KNOWN = "workflow-facts";
    private static final String FORM = "the address of the queue crealia-<stage>-" + KNOWN;

    static MetricsConfig of(Environment environment) {
        var pushgateway = environment.uri("CREALIA_METRICS_PUSHGATEWAY");
        if (pushgateway.filter(uri -> !uri.getScheme().matches("https?") || uri.getHost() == null).isPresent()) {
            throw new ConfigurationException("CREALIA_METRICS_PUSHGATEWAY", "an http or https URL");
        }
        var queue = environment.required("CREALIA_METRICS_QUEUE_URL");
        var name = queue.substring(queue.lastIndexOf('/') + 1);
        if (!name.matches("crealia-[a-z0-9]+-" + KNOWN)) {
            throw new ConfigurationException("CREALIA_METRICS_QUEUE_URL", FORM);
        }
        return new MetricsConfig(pushgateway, queue.substring(0, queue.length() - KNOWN.length()),
                name.substring("crealia-".length(), name.length() - KNOWN.length() - 1));
    }
}
