package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.local.lambda.template.FunctionEvent.Schedule;
import io.crealia.local.lambda.template.TemplateReader.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a function and its events are read. */
final class Functions {

    private static final Set<String> KNOWN = Set.of("FunctionName", "Description", "CodeUri", "Handler", "Runtime",
            "Architectures", "MemorySize", "Timeout", "AutoPublishAlias", "AutoPublishAliasAllProperties", "SnapStart",
            "Tracing", "LoggingConfig", "VpcConfig", "Environment", "Policies", "Events", "EventInvokeConfig",
            "RecursiveLoop", "ReservedConcurrentExecutions", "EphemeralStorage", "Layers", "DeploymentPreference",
            "Tags", "PermissionsBoundary", "Role", "KmsKeyArn", "DeadLetterQueue");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
            "ANY");
    private static final int MAX_TIMEOUT_SECONDS = 900;
    private static final int UNLIMITED_CONCURRENCY = 1000;

    private Functions() {}

    static FunctionDefinition read(Named<Section> resource, QueueNames queues) {
        var section = resource.value().only(KNOWN);
        var handler = section.text("Handler");
        var method = handler.indexOf("::");
        return new FunctionDefinition(resource.id(), section.optionalText("FunctionName").orElse(resource.id()),
                method < 0 ? handler : handler.substring(0, method), section.text("CodeUri"),
                Duration.ofSeconds(section.optionalNumber("Timeout", 1, MAX_TIMEOUT_SECONDS).orElse(3)),
                section.optionalNumber("MemorySize", 128, 10_240).orElse(128), snapStart(section),
                environment(section), events(section, queues));
    }

    private static boolean snapStart(Section function) {
        return function.optionalSection("SnapStart").flatMap(found -> found.optionalText("ApplyOn"))
                .filter("PublishedVersions"::equals).isPresent();
    }

    private static Map<String, String> environment(Section function) {
        var environment = new LinkedHashMap<String, String>();
        function.optionalSection("Environment").map(found -> found.only(Set.of("Variables")).section("Variables"))
                .ifPresent(variables -> variables.keys().forEach(
                        name -> variables.optionalText(name).ifPresent(value -> environment.put(name, value))));
        return environment;
    }

    private static List<FunctionEvent> events(Section function, QueueNames queues) {
        var events = new ArrayList<FunctionEvent>();
        function.optionalSection("Events").ifPresent(section -> section.keys()
                .forEach(name -> event(name, section.section(name), queues).ifPresent(events::add)));
        return events;
    }

    /** Empty for an event that the template switches off. */
    private static Optional<FunctionEvent> event(String name, Section event, QueueNames queues) {
        event.only(Set.of("Type", "Properties"));
        var properties = event.section("Properties");
        var type = event.text("Type");
        if (!properties.flag("Enabled", true)) {
            return Optional.empty();
        }
        return Optional.of(switch (type) {
            case "Api" -> route(name, properties);
            case "SQS" -> queue(name, properties, queues);
            case "Schedule" -> schedule(name, properties);
            default -> throw event.error("Type", "expected Api, SQS or Schedule, found " + type);
        });
    }

    private static FunctionEvent route(String name, Section section) {
        section.only(Set.of("RestApiId", "Path", "Method", "Auth", "RequestModel", "RequestParameters", "Enabled"));
        var method = section.text("Method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw section.error("Method",
                    "expected one of " + METHODS.stream().sorted().toList() + ", found " + method);
        }
        var path = section.text("Path");
        if (!path.startsWith("/")) {
            throw section.error("Path", "expected a path that starts with /, found " + path);
        }
        var authorizer = section.optionalSection("Auth").flatMap(auth -> auth.optionalText("Authorizer"))
                .filter(found -> !found.equals("NONE"));
        return new ApiRoute(name, method, path, authorizer);
    }

    private static FunctionEvent queue(String name, Section section, QueueNames queues) {
        section.only(Set.of("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig", "Enabled",
                "MaximumBatchingWindowInSeconds"));
        var types = section.texts("FunctionResponseTypes");
        if (!Set.of("ReportBatchItemFailures").containsAll(types)) {
            throw section.error("FunctionResponseTypes", "expected [ReportBatchItemFailures], found " + types);
        }
        var concurrency = section.optionalSection("ScalingConfig")
                .map(scaling -> scaling.number("MaximumConcurrency", 2, UNLIMITED_CONCURRENCY))
                .orElse(UNLIMITED_CONCURRENCY);
        return new QueueSource(name, queues.at(section, "Queue"),
                section.optionalNumber("BatchSize", 1, 10_000).orElse(10), concurrency, !types.isEmpty());
    }

    private static FunctionEvent schedule(String name, Section section) {
        section.only(Set.of("Name", "Schedule", "Description", "Enabled", "Input", "RetryPolicy",
                "DeadLetterConfig"));
        var expression = section.text("Schedule");
        var rate = Rate.parse(expression).orElseThrow(() -> section.error("Schedule",
                "expected rate(n minutes), rate(n hours) or rate(n days), found " + expression));
        return new Schedule(name, section.text("Name"), rate, section.optionalText("Input"));
    }
}
