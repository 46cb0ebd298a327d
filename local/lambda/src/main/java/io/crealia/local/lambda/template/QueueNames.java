package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.QueueDefinition.Redrive;
import io.crealia.local.lambda.template.TemplateReader.Named;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Queues by ARN, and how a queue is read. */
final class QueueNames {

    private static final Set<String> KNOWN = Set.of("QueueName", "VisibilityTimeout", "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds",
            "RedrivePolicy", "RedriveAllowPolicy", "MaximumMessageSize", "Tags");
    private static final int DEFAULT_VISIBILITY = 30;
    private static final int DEFAULT_RETENTION = 345_600;

    private final Map<String, String> nameByArn = new HashMap<>();

    QueueNames(Resolver resolver, List<Named<String>> names) {
        names.forEach(queue -> nameByArn.put(resolver.queueArn(queue.value()), queue.value()));
    }

    static String name(Named<Section> resource) {
        return resource.value().only(KNOWN).text("QueueName");
    }

    /** Name of the queue whose ARN stands at {@code key}. */
    String at(Section section, String key) {
        var arn = section.text(key);
        var name = nameByArn.get(arn);
        if (name == null) {
            throw section.error(key, "expected the Arn of a queue of this template, found " + arn);
        }
        return name;
    }

    QueueDefinition queue(Named<Section> resource) {
        var section = resource.value();
        var redrive = section.optionalSection("RedrivePolicy").map(policy -> new Redrive(
                at(policy, "deadLetterTargetArn"), policy.number("maxReceiveCount", 1, 1000)));
        return new QueueDefinition(resource.id(), name(resource),
                seconds(section, "VisibilityTimeout", 43_200, DEFAULT_VISIBILITY),
                seconds(section, "MessageRetentionPeriod", 1_209_600, DEFAULT_RETENTION), redrive);
    }

    private static Duration seconds(Section section, String key, int max, int otherwise) {
        return Duration.ofSeconds(section.optionalNumber(key, 0, max).orElse(otherwise));
    }
}
