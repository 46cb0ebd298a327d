package io.crealia.local.lambda.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The template's resources as written: type and raw properties by logical id, with {@code Globals} merged in. */
record Resources(String file, Map<String, Resource> byId) {

    record Resource(String id, String type, Map<String, Object> properties, Optional<String> condition) {}

    static Resources of(String file, Map<String, Object> template) {
        var globals = map(template.getOrDefault("Globals", Map.of()), file, "Globals");
        var byId = new LinkedHashMap<String, Resource>();
        if (!template.containsKey("Resources")) {
            throw new TemplateException(file, "Resources", "is missing");
        }
        map(template.get("Resources"), file, "Resources").forEach((id, raw) -> {
            var resource = map(raw, file, id);
            if (!(resource.get("Type") instanceof String type)) {
                throw new TemplateException(file, id + ".Type", "expected a resource type such as AWS::SQS::Queue");
            }
            var own = map(resource.getOrDefault("Properties", Map.of()), file, id + ".Properties");
            var shared = map(globals.getOrDefault(globalsKey(type), Map.of()), file, "Globals." + globalsKey(type));
            var condition = Optional.ofNullable(resource.get("Condition")).map(String::valueOf);
            byId.put(id, new Resource(id, type, Globals.merge(shared, own), condition));
        });
        return new Resources(file, byId);
    }

    private static String globalsKey(String type) {
        return switch (type) {
            case "AWS::Serverless::Function" -> "Function";
            case "AWS::Serverless::Api" -> "Api";
            default -> "-";
        };
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value, String file, String where) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new TemplateException(file, where, "expected a map, found " + value);
    }
}
