package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.BucketDefinition.Notification;
import io.crealia.local.lambda.template.TemplateReader.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a bucket is read: its name and who hears of its objects. */
final class Buckets {

    private Buckets() {}

    static BucketDefinition read(Named<Section> resource, QueueNames queues) {
        var section = resource.value();
        var notifications = section.optionalSection("NotificationConfiguration")
                .map(configuration -> configuration.only(Set.of("QueueConfigurations"))
                        .sections("QueueConfigurations").stream().map(entry -> notification(entry, queues)).toList())
                .orElse(List.of());
        return new BucketDefinition(resource.id(), section.text("BucketName"), notifications);
    }

    private static Notification notification(Section entry, QueueNames queues) {
        entry.only(Set.of("Event", "Queue", "Filter"));
        var rules = entry.optionalSection("Filter").map(filter -> filter.section("S3Key").sections("Rules"))
                .orElse(List.of());
        return new Notification(entry.text("Event"), queues.at(entry, "Queue"), filter(rules, "prefix"),
                filter(rules, "suffix"));
    }

    private static Optional<String> filter(List<Section> rules, String name) {
        return rules.stream().filter(rule -> rule.text("Name").toLowerCase(Locale.ROOT).equals(name))
                .map(rule -> rule.text("Value")).findFirst();
    }
}
