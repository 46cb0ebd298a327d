package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.template.Rule.Report;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Names point at something that is written here: what SAM generates changes its name with SAM and is lost to CDK. */
final class ReferenceRules {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");
    private static final Set<String> PSEUDO = Set.of("AWS::Partition", "AWS::Region", "AWS::AccountId",
            "AWS::URLSuffix", "AWS::NoValue", "AWS::StackName");

    static final List<Rule> ALL = List.of(
            new Rule("generated-id", "Nothing refers to what SAM generates, such as Function.Alias or Function.Version",
                    ReferenceRules::generated),
            new Rule("reference-exists",
                    "Whatever is referred to is a parameter, condition or resource of the template",
                    ReferenceRules::exist),
            new Rule("parameter-used", "Every parameter is used and described", ReferenceRules::parameters));

    private ReferenceRules() {}

    private static boolean isGenerated(TemplateTree template, String name) {
        var dot = name.indexOf('.');
        return dot > 0 && template.ofType(TemplateTree.FUNCTION).containsKey(name.substring(0, dot))
                && Set.of("Alias", "Version").contains(name.substring(dot + 1))
                || template.ofType(TemplateTree.FUNCTION).keySet().stream()
                        .anyMatch(id -> name.startsWith(id + "Alias") || name.startsWith(id + "Version"))
                || template.ofType(TemplateTree.API).keySet().stream()
                        .anyMatch(id -> name.startsWith(id + "Deployment") || name.equals(id + ".Stage"));
    }

    private static void generated(TemplateTree template, Report report) {
        references(template, (where, name) -> report.unless(!isGenerated(template, name), where,
                name + " is made by SAM"));
    }

    private static void exist(TemplateTree template, Report report) {
        references(template, (where, name) -> {
            var id = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            report.unless(isGenerated(template, name) || PSEUDO.contains(name)
                    || template.root().path("Parameters").has(id) || template.root().path("Resources").has(id), where,
                    "there is no " + name);
        });
        TemplateTree.walk("", template.root(), (path, node) -> {
            var condition = node.path("Fn::If").path(0);
            report.unless(condition.isMissingNode() || template.root().path("Conditions").has(condition.asText()), path,
                    "there is no condition " + condition.asText());
        });
        template.root().path("Resources").properties().forEach(each -> {
            var condition = each.getValue().path("Condition");
            report.unless(condition.isMissingNode() || template.root().path("Conditions").has(condition.asText()),
                    each.getKey(), "there is no condition " + condition.asText());
        });
    }

    private static void parameters(TemplateTree template, Report report) {
        var used = new TreeSet<String>();
        references(template, (_, name) -> used.add(name));
        template.root().path("Parameters").properties().forEach(each -> {
            report.unless(used.contains(each.getKey()), each.getKey(), "is used nowhere");
            report.unless(!each.getValue().path("Description").asText().isBlank() || each.getValue().has("Default"),
                    each.getKey(), "has neither a description nor a default");
        });
    }

    /** Every name in Ref, GetAtt and Sub, as {@code Id} or {@code Id.Attribute}. */
    private static void references(TemplateTree template, BiConsumer<String, String> visitor) {
        TemplateTree.walk("", template.root(), (path, node) -> {
            if (node.has("Ref")) {
                visitor.accept(path, node.path("Ref").asText());
            }
            if (node.has("Fn::GetAtt")) {
                visitor.accept(path, String.join(".", TemplateTree.texts(node.path("Fn::GetAtt"))));
            }
            if (node.has("Fn::Sub")) {
                substituted(path, node.path("Fn::Sub"), visitor);
            }
        });
    }

    private static void substituted(String path, JsonNode sub, BiConsumer<String, String> visitor) {
        var own = sub.isArray() ? sub.path(1) : sub.path("none");
        var text = sub.isArray() ? sub.path(0).asText() : sub.asText();
        VARIABLE.matcher(text).results().map(match -> match.group(1)).filter(name -> !own.has(name))
                .forEach(name -> visitor.accept(path, name));
    }
}
