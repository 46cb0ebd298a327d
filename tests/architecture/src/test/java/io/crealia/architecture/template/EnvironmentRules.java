package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.FunctionStarts;
import io.crealia.architecture.template.Rule.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Environment variables are what the code reads, and hold no secret. */
final class EnvironmentRules {
    private static final Pattern SECRET_NAME = Pattern.compile(".*(_KEY|_PASSWORD|_TOKEN|_SECRET|_URI)");
    private static final Pattern SECRET_VALUE = Pattern
            .compile("(?i).*(mongodb(\\+srv)?://|rediss?://|\\{\\{resolve:|AKIA[0-9A-Z]{16}|\\bsk-[a-z0-9]{8}).*");
    /** Said by their names to be secret, and public. */
    private static final List<String> PUBLIC = List.of("CREALIA_AUTH_JWKS_URI");
    private static final Map<String, String> STARTS = new ConcurrentHashMap<>();

    static final List<Rule> ALL = List.of(
            new Rule("environment-known", "A function's variables are ones that its module or the platform reads",
                    EnvironmentRules::known),
            new Rule("environment-required", "A function starts with the variables that the template gives it",
                    EnvironmentRules::required),
            new Rule("environment-access",
                    "A function is told of the queues and buckets that its role may use, and of no "
                            + "other",
                    EnvironmentRules::access),
            new Rule("secret-in-environment", "No variable holds a secret; secrets are read by their ARNs",
                    EnvironmentRules::secrets));

    private EnvironmentRules() {}

    private static Map<String, JsonNode> variables(TemplateTree template, String function) {
        var variables = new TreeMap<String, JsonNode>();
        template.globals().path("Environment").path("Variables").properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue()));
        template.properties(function).path("Environment").path("Variables").properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue()));
        return variables;
    }

    private static void known(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).forEach((id, function) -> {
            var read = FunctionStarts.variablesRead(function.path("Handler").asText());
            var own = new TreeSet<String>();
            function.path("Environment").path("Variables").fieldNames().forEachRemaining(own::add);
            own.stream().filter(name -> name.startsWith("CREALIA_") && !read.contains(name))
                    .forEach(name -> report.found(id + "." + name, "nothing in the function's module reads it"));
        });
    }

    /** Starting a function takes a moment, so the same function with the same variables is started once. */
    private static void required(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).forEach((id, function) -> {
            var handler = function.path("Handler").asText();
            var names = variables(template, id).keySet();
            var problem = STARTS.computeIfAbsent(handler + names,
                    _ -> FunctionStarts.problem(handler, names).orElse(""));
            report.unless(problem.isEmpty(), id, "does not start: " + problem);
        });
    }

    private static void access(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).forEach((id, function) -> {
            var told = new TreeSet<String>();
            function.path("Environment").path("Variables").forEach(value -> told.add(value.path("Ref").asText()));
            var statements = AccessRules.statements(template, id);
            var sends = new TreeSet<String>();
            statements.stream()
                    .filter(each -> TemplateTree.texts(each.path("Action")).contains("sqs:SendMessage")
                            && !each.path("Sid").asText().equals("KeepFailedTicks"))
                    .forEach(each -> TemplateTree.each(each.path("Resource"))
                            .forEach(resource -> template.arnOf(resource).ifPresent(sends::add)));
            var names = statements.toString();
            template.ofType(TemplateTree.QUEUE).keySet().forEach(queue -> report.unless(
                    told.contains(queue) == sends.contains(queue), id + ".Environment",
                    told.contains(queue)
                            ? "its role may not send to " + queue
                            : "nothing says where " + queue + " is"));
            template.ofType(TemplateTree.BUCKET).forEach((bucket, properties) -> {
                var used = names.contains(":s3:::" + properties.path("BucketName").path("Fn::Sub").asText());
                // Configuration that functions share may name a bucket that one of them never touches.
                report.unless(told.contains(bucket) || !used, id + ".Environment",
                        "nothing says which bucket is " + bucket);
            });
        });
    }

    private static void secrets(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).keySet()
                .forEach(id -> variables(template, id).forEach((name, value) -> {
                    report.unless(!SECRET_NAME.matcher(name).matches() || PUBLIC.contains(name), id + "." + name,
                            "is named like a secret; give the secret's ARN");
                    report.unless(!SECRET_VALUE.matcher(value.toString()).matches(), id + "." + name,
                            "looks like a secret; give the secret's ARN");
                }));
    }
}
