package io.crealia.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What alarms, dashboard and backups need to know of {@code template.yaml}. Names are those of one stage, so that they fit
 * an application that was deployed by CDK and one that was not.
 */
final class ApplicationTemplate {
    private final Map<String, Object> root;
    private final String stage;

    ApplicationTemplate(Path file, String stage) {
        this.root = TemplateYaml.read(file);
        this.stage = stage;
    }

    /**
     * @param id logical id
     * @param name physical name
     * @param codeUri zip below the project's root
     * @param behindApi whether it has a route
     */
    record Function(String id, String name, String codeUri, int timeoutSeconds, boolean behindApi) {}

    /**
     * @param visibilitySeconds 30 where the template does not say, as SQS has it
     * @param deadLetters whether other queues, rules or functions leave here what they could not do
     */
    record Queue(String id, String name, int visibilitySeconds, boolean deadLetters) {}

    Map<String, Object> root() {
        return root;
    }

    List<Function> functions() {
        var shared = map(map(root.getOrDefault("Globals", Map.of())).getOrDefault("Function", Map.of()));
        var functions = new ArrayList<Function>();
        ofType("AWS::Serverless::Function").forEach((id, properties) -> {
            var timeout = properties.getOrDefault("Timeout", shared.getOrDefault("Timeout", 3L));
            var events = map(properties.getOrDefault("Events", Map.of()));
            functions.add(new Function(id, name(id, properties, "FunctionName"), text(id, properties, "CodeUri"),
                    Integer.parseInt(timeout.toString()),
                    events.values().stream().anyMatch(event -> map(event).get("Type").equals("Api"))));
        });
        return functions;
    }

    List<Queue> queues() {
        var deadLetters = new HashSet<String>();
        findDeadLetters(root, deadLetters);
        var queues = new ArrayList<Queue>();
        ofType("AWS::SQS::Queue").forEach((id, properties) -> queues.add(new Queue(id,
                name(id, properties, "QueueName"),
                Integer.parseInt(properties.getOrDefault("VisibilityTimeout", 30L).toString()),
                deadLetters.contains(id))));
        return queues;
    }

    /** Names of buckets that keep versions, without the installation's suffix: only those can be backed up. */
    List<String> versionedBuckets() {
        return ofType("AWS::S3::Bucket").entrySet().stream()
                .filter(bucket -> "Enabled".equals(
                        map(bucket.getValue().getOrDefault("VersioningConfiguration", Map.of())).get("Status")))
                .map(bucket -> name(bucket.getKey(), bucket.getValue(), "BucketName").replace("${BucketSuffix}", ""))
                .toList();
    }

    String apiName() {
        var apis = ofType("AWS::Serverless::Api");
        if (apis.size() != 1) {
            throw new IllegalArgumentException("template.yaml: expected one AWS::Serverless::Api, found "
                    + apis.keySet());
        }
        var api = apis.entrySet().iterator().next();
        return name(api.getKey(), api.getValue(), "Name");
    }

    /** Scopes of the routes, without the audience before the slash. */
    Set<String> scopes() {
        var scopes = new TreeSet<String>();
        findScopes(root, scopes);
        return scopes;
    }

    private Map<String, Map<String, Object>> ofType(String type) {
        var found = new LinkedHashMap<String, Map<String, Object>>();
        map(root.get("Resources")).forEach((id, resource) -> {
            if (type.equals(map(resource).get("Type"))) {
                found.put(id, map(map(resource).getOrDefault("Properties", Map.of())));
            }
        });
        return found;
    }

    private String name(String id, Map<String, Object> properties, String property) {
        if (properties.get(property) instanceof Map<?, ?> sub && sub.get("Fn::Sub") instanceof String text) {
            return text.replace("${Stage}", stage);
        }
        throw new IllegalArgumentException("template.yaml: " + id + "." + property
                + ": expected !Sub crealia-${Stage}-..., found " + properties.get(property));
    }

    private static String text(String id, Map<String, Object> properties, String property) {
        if (properties.get(property) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("template.yaml: " + id + "." + property + ": expected text, found "
                + properties.get(property));
    }

    private static void findDeadLetters(Object value, Set<String> found) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, below) -> {
                var target = switch (String.valueOf(key)) {
                    case "RedrivePolicy" -> map(below).get("deadLetterTargetArn");
                    case "DeadLetterConfig" -> map(below).get("Arn");
                    case "OnFailure" -> map(below).get("Destination");
                    default -> null;
                };
                if (target instanceof Map<?, ?> arn && arn.get("Fn::GetAtt") instanceof List<?> parts) {
                    found.add((String) parts.getFirst());
                }
                findDeadLetters(below, found);
            });
            case List<?> list -> list.forEach(item -> findDeadLetters(item, found));
            default -> {
                // A scalar names nothing.
            }
        }
    }

    private static void findScopes(Object value, Set<String> found) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, below) -> {
                if (key.equals("AuthorizationScopes")) {
                    ((List<?>) below).forEach(scope -> found
                            .add(map(scope).get("Fn::Sub").toString().replace("${AuthAudience}/", "")));
                }
                findScopes(below, found);
            });
            case List<?> list -> list.forEach(item -> findScopes(item, found));
            default -> {
                // A scalar has no scopes.
            }
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("template.yaml: expected a map, found " + value);
    }
}
