package io.crealia.architecture.template;

/** How many CloudFormation resources SAM makes of the template. Checked against SAM's own translator where it is there. */
final class ExpandedResources {
    /** CloudFormation's limit is 500; what is left is room to grow. */
    static final int BUDGET = 450;

    private ExpandedResources() {}

    static int count(TemplateTree template) {
        var count = template.root().path("Resources").size();
        for (var function : template.ofType(TemplateTree.FUNCTION).values()) {
            // The function stands for itself; a version and an alias come with AutoPublishAlias.
            count += template.globals().has("AutoPublishAlias") || function.has("AutoPublishAlias") ? 2 : 0;
            count += function.has("Role") ? 0 : 1;
            count += function.has("EventInvokeConfig") ? 1 : 0;
            count += function.has("DeploymentPreference") ? 1 : 0;
        }
        count += template.events("Api").size();
        count += template.events("SQS").size();
        // A rule and its permission.
        count += 2 * template.events("Schedule").size();
        // A deployment and a stage beside the API.
        count += 2 * template.ofType(TemplateTree.API).size();
        var gradual = template.ofType(TemplateTree.FUNCTION).values().stream()
                .anyMatch(function -> function.has("DeploymentPreference"));
        return count + (gradual ? 2 : 0);
    }
}
