package io.crealia.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.simulation.work.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The simulated queues have the terms of the real ones. */
final class SettingsTest {
    @Test
    void queues_asTheTemplateSays() throws IOException {
        var template = Files.readString(Path.of(System.getProperty("crealia.root", "../.."), "template.yaml"));
        for (var queue : Settings.QUEUES) {
            var resource = resource(template, queue.name());
            assertThat(number(resource, "VisibilityTimeout")).as(queue.name())
                    .isEqualTo(queue.visibilityMillis() / 1000);
            assertThat(number(resource, "maxReceiveCount")).as(queue.name()).isEqualTo(queue.maxReceives());
            var mapping = template.substring(template.indexOf("Queue: !GetAtt " + queue.name() + ".Arn"));
            assertThat(number(mapping, "BatchSize")).as(queue.name()).isEqualTo(queue.batch());
        }
    }

    private static String resource(String template, String name) {
        var from = template.indexOf("\n  " + name + ":\n");
        assertThat(from).as(name).isPositive();
        return template.substring(from);
    }

    private static long number(String text, String field) {
        var match = Pattern.compile(field + ": (\\d+)").matcher(text);
        assertThat(match.find()).as(field).isTrue();
        return Long.parseLong(match.group(1));
    }
}
