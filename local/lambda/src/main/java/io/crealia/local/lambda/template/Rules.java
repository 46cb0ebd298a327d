package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.TemplateReader.Named;

/** How an EventBridge rule is read. Schedules stand at their functions, so a rule here has a pattern. */
final class Rules {

    private Rules() {}

    @SuppressWarnings("unchecked")
    static RuleDefinition read(Named<Section> resource, QueueNames queues) {
        var section = resource.value();
        if (!(section.value("EventPattern").orElse(null) instanceof java.util.Map<?, ?> pattern)) {
            throw section.error("EventPattern", "is missing");
        }
        var targets = section.sections("Targets").stream().map(target -> queues.at(target, "Arn")).toList();
        return new RuleDefinition(resource.id(), section.text("Name"), (java.util.Map<String, Object>) pattern,
                targets);
    }
}
