package io.crealia.architecture.template;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.template.Rule.Report;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What every function is. */
final class FunctionRules {
    private static final Path ROOT = Path.of(System.getProperty("crealia.root"));
    /** API Gateway gives up after 29 s. */
    private static final int API_TIMEOUT = 29;
    private static final int MAX_TIMEOUT = 900;
    private static final Map<String, Class<?>> EDGES = Map.of("Api", HttpEdge.class, "SQS", SqsBatchEdge.class,
            "Schedule", ScheduleEdge.class);

    static final List<Rule> ALL = List.of(
            new Rule("function-name", "A function is called crealia-STAGE- and its id in kebab case",
                    FunctionRules::names),
            new Rule("code-uri", "A function's code is the zip that Maven makes of its handler's module",
                    FunctionRules::code),
            new Rule("handler-exists", "A handler is a stream handler of the code with the edge for its events",
                    FunctionRules::handlers),
            new Rule("runtime", "All functions run on java25",
                    (template, report) -> same(template, report, "Runtime", "java25")),
            new Rule("architecture", "All functions run on arm64",
                    (template, report) -> same(template, report, "Architectures", "[\"arm64\"]")),
            new Rule("snap-start", "All functions start from a snapshot",
                    (template, report) -> same(template, report, "SnapStart", "{\"ApplyOn\":\"PublishedVersions\"}")),
            new Rule("alias-live", "All functions are published as live at every change", (template, report) -> {
                same(template, report, "AutoPublishAlias", "live");
                same(template, report, "AutoPublishAliasAllProperties", "true");
            }), new Rule("tracing", "All functions are traced",
                    (template, report) -> same(template, report, "Tracing", "Active")),
            new Rule("memory", "A function has at least 512 MB, a third of a processor", FunctionRules::memory),
            new Rule("timeout",
                    "A function behind the API ends before API Gateway gives up, any other within 15 minutes",
                    FunctionRules::timeouts),
            new Rule("log-group", "A function logs JSON into a group of its own that the template makes",
                    FunctionRules::logGroups),
            new Rule("log-retention", "Every log group forgets after a time", FunctionRules::retention),
            new Rule("recursive-loop", "Exactly the functions on a loop of queues are allowed to be on one",
                    FunctionRules::loops),
            new Rule("deployment-preference", "A rollout is chosen by Type and watched by an alarm; SAM ignores a "
                    + "condition in Enabled", FunctionRules::rollouts));

    private FunctionRules() {}

    static String kebab(String id) {
        return id.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static void each(TemplateTree template, BiConsumer<String, JsonNode> check) {
        template.ofType(TemplateTree.FUNCTION).forEach(check);
    }

    private static void names(TemplateTree template, Report report) {
        each(template, (id, function) -> report.unless(
                function.path("FunctionName").path("Fn::Sub").asText().equals("crealia-${Stage}-" + kebab(id)),
                id + ".FunctionName", "expected !Sub crealia-${Stage}-" + kebab(id)));
    }

    private static void code(TemplateTree template, Report report) {
        report.unless(!template.globals().has("CodeUri") && !template.globals().has("Handler"), "Globals.Function",
                "code and handler are each function's own");
        each(template, (id, function) -> {
            var parts = function.path("Handler").asText().split("\\.");
            var module = parts.length > 2 ? parts[2] : "?";
            var expected = "functions/" + module + "/target/crealia-" + module + ".zip";
            report.unless(function.path("CodeUri").asText().equals(expected), id + ".CodeUri", "expected " + expected);
            report.unless(packsAZip(module), id + ".CodeUri", "functions/" + module + "/pom.xml makes no zip");
        });
    }

    private static boolean packsAZip(String module) {
        var pom = ROOT.resolve("functions").resolve(module).resolve("pom.xml");
        try {
            var text = Files.isRegularFile(pom) ? Files.readString(pom) : "";
            return text.contains("<artifactId>crealia-" + module + "</artifactId>")
                    && text.contains("maven-assembly-plugin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handlers(TemplateTree template, Report report) {
        each(template, (id, function) -> {
            var name = function.path("Handler").asText();
            try {
                var type = Class.forName(name);
                report.unless(RequestStreamHandler.class.isAssignableFrom(type), id + ".Handler",
                        name + " is no RequestStreamHandler");
                report.unless(Modifier.isPublic(type.getConstructor().getModifiers()), id + ".Handler",
                        name + " has no public constructor without arguments");
                edges(report, id, function, type);
            } catch (ReflectiveOperationException e) {
                report.found(id + ".Handler", "there is no " + e.getMessage());
            }
        });
    }

    private static void edges(Report report, String id, JsonNode function, Class<?> handler) {
        function.path("Events").properties().forEach(event -> {
            var edge = EDGES.get(event.getValue().path("Type").asText());
            report.unless(edge == null
                    || Arrays.stream(handler.getDeclaredFields()).anyMatch(field -> field.getType() == edge),
                    id + "." + event.getKey(), handler.getName() + " has no edge for "
                            + event.getValue().path("Type").asText());
        });
    }

    private static void same(TemplateTree template, Report report, String property, String expected) {
        var shared = template.globals().path(property);
        report.unless((shared.isValueNode() ? shared.asText() : shared.toString()).equals(expected),
                "Globals.Function." + property, "expected " + expected);
        each(template, (id, function) -> report.unless(!function.has(property), id + "." + property,
                "all functions share it; none says it anew"));
    }

    private static void memory(TemplateTree template, Report report) {
        each(template, (id, _) -> {
            var size = template.ofFunction(id, "MemorySize").asInt();
            report.unless(size >= 512 && size <= 3008, id + ".MemorySize", "expected 512 to 3008, found " + size);
        });
    }

    private static void timeouts(TemplateTree template, Report report) {
        each(template, (id, _) -> {
            var seconds = template.ofFunction(id, "Timeout").asInt();
            var most = template.events("Api", id).isEmpty() ? MAX_TIMEOUT : API_TIMEOUT;
            report.unless(seconds >= 1 && seconds <= most, id + ".Timeout",
                    "expected 1 to " + most + ", found " + seconds);
        });
    }

    private static void logGroups(TemplateTree template, Report report) {
        report.unless(template.globals().path("LoggingConfig").path("LogFormat").asText().equals("JSON"),
                "Globals.Function.LoggingConfig", "expected LogFormat JSON");
        each(template, (id, function) -> {
            var group = function.path("LoggingConfig").path("LogGroup").path("Ref").asText();
            report.unless(group.equals(id + "Logs"), id + ".LoggingConfig", "expected LogGroup !Ref " + id + "Logs");
            var name = template.properties(group).path("LogGroupName").path("Fn::Sub").asText();
            report.unless(name.equals("/crealia/${Stage}/" + kebab(id)), group + ".LogGroupName",
                    "expected !Sub /crealia/${Stage}/" + kebab(id));
        });
    }

    private static void retention(TemplateTree template, Report report) {
        template.ofType("AWS::Logs::LogGroup").forEach((id, group) -> report.unless(group.has("RetentionInDays"),
                id + ".RetentionInDays", "is missing: logs would be kept for ever"));
    }

    /** Who may send to a queue reaches who reads it. */
    private static void loops(TemplateTree template, Report report) {
        var next = new TreeMap<String, Set<String>>();
        each(template, (id, _) -> {
            var reached = new TreeSet<String>();
            AccessRules.statements(template, id).forEach(statement -> {
                if (TemplateTree.texts(statement.path("Action")).contains("sqs:SendMessage")) {
                    TemplateTree.each(statement.path("Resource")).forEach(resource -> template.arnOf(resource)
                            .ifPresent(queue -> reached.addAll(readers(template, queue))));
                }
            });
            next.put(id, reached);
        });
        each(template, (id, function) -> {
            var onLoop = reach(next, id).contains(id);
            var allowed = function.path("RecursiveLoop").asText().equals("Allow");
            report.unless(onLoop == allowed, id + ".RecursiveLoop", onLoop
                    ? "expected Allow: what it sends comes back to it"
                    : "expected nothing: what it sends never comes back to it");
        });
    }

    private static Set<String> readers(TemplateTree template, String queue) {
        var readers = new TreeSet<String>();
        template.events("SQS").stream()
                .filter(event -> template.arnOf(event.properties().path("Queue")).filter(queue::equals).isPresent())
                .forEach(event -> readers.add(event.function()));
        return readers;
    }

    private static Set<String> reach(Map<String, Set<String>> next, String from) {
        var reached = new TreeSet<String>();
        var open = new ArrayDeque<>(next.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            var id = open.poll();
            if (reached.add(id)) {
                open.addAll(next.getOrDefault(id, Set.of()));
            }
        }
        return reached;
    }

    private static void rollouts(TemplateTree template, Report report) {
        each(template, (id, function) -> {
            var rollout = function.path("DeploymentPreference");
            report.unless(!rollout.has("Enabled"), id + ".DeploymentPreference.Enabled",
                    "SAM ignores conditions here; use Type: !If");
            if (!template.events("Api", id).isEmpty()) {
                report.unless(rollout.has("Type"), id + ".DeploymentPreference",
                        "a function behind the API has a Type");
                report.unless(!rollout.path("Alarms").isEmpty(), id + ".DeploymentPreference.Alarms",
                        "nothing would stop a bad version");
            }
        });
    }
}
