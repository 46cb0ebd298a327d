package io.crealia.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;

/**
 * @param version of this build
 * @param probeLimit how long a dependency may take to answer: longer than a cold start's first connection takes, shorter
 *            than the patience of who asks
 * @param summaryLife how old the answer of {@code /health} may be
 */
record OperationsConfig(String version, Duration probeLimit, Duration summaryLife) {
    static OperationsConfig ofBuild() {
        var properties = new Properties();
        try (var stream = OperationsConfig.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("reading version.properties", e);
        }
        return new OperationsConfig(properties.getProperty("version"), Duration.ofSeconds(4), Duration.ofSeconds(1));
    }
}
