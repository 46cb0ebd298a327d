package io.crealia.architecture.template;

import io.crealia.architecture.template.Rule.Finding;
import java.util.List;
import java.util.stream.Stream;

/** All rules of the template. */
final class TemplateRules {
    static final List<Rule> ALL = Stream
            .of(SchemaRules.ALL, ReferenceRules.ALL, FunctionRules.ALL, EnvironmentRules.ALL,
                    QueueRules.ALL, ApiRules.ALL, BucketRules.ALL, AccessRules.ALL)
            .flatMap(List::stream).toList();

    private TemplateRules() {}

    static List<Finding> findings(TemplateTree template) {
        return ALL.stream().flatMap(rule -> rule.findings(template).stream()).toList();
    }
}
