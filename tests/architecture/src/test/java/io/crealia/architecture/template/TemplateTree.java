package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A template as the long form of its JSON, where {@code !Sub x} is {@code {"Fn::Sub": "x"}}. Unlike the local edition's
 * reader it resolves nothing and refuses nothing, so that the rules can speak of all that is wrong at once; and it can be
 * changed, so that a test can plant a fault.
 */
final class TemplateTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final String FUNCTION = "AWS::Serverless::Function";
    static final String API = "AWS::Serverless::Api";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String BUCKET = "AWS::S3::Bucket";
    static final String ROLE = "AWS::IAM::Role";

    private final ObjectNode root;
    /** Filled when a rule first asks: a fault is planted before. */
    private final Map<String, Map<String, JsonNode>> types = new HashMap<>();
    private final Map<String, List<Event>> events = new HashMap<>();

    private TemplateTree(ObjectNode root) {
        this.root = root;
    }

    static TemplateTree read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var node = new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeReader(reader);
            return new TemplateTree(MAPPER.valueToTree(plain(node.orElseThrow())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TemplateTree copy() {
        return new TemplateTree(root.deepCopy());
    }

    ObjectNode root() {
        return root;
    }

    /** Properties of every resource of a type, by logical id, as written. */
    Map<String, JsonNode> ofType(String type) {
        return types.computeIfAbsent(type, this::find);
    }

    private Map<String, JsonNode> find(String type) {
        var found = new LinkedHashMap<String, JsonNode>();
        root.path("Resources").properties().forEach(each -> {
            if (each.getValue().path("Type").asText().equals(type)) {
                found.put(each.getKey(), each.getValue().path("Properties"));
            }
        });
        return found;
    }

    JsonNode resource(String id) {
        return root.path("Resources").path(id);
    }

    JsonNode properties(String id) {
        return resource(id).path("Properties");
    }

    JsonNode globals() {
        return root.path("Globals").path("Function");
    }

    /** A property of a function, its own or else the one that all share. */
    JsonNode ofFunction(String id, String property) {
        var own = properties(id).path(property);
        return own.isMissingNode() ? globals().path(property) : own;
    }

    /**
     * An event of a function.
     *
     * @param where function and event, for findings
     */
    record Event(String function, String where, String type, JsonNode properties) {}

    List<Event> events(String type) {
        var known = events.get(type);
        if (known != null) {
            return known;
        }
        var found = new ArrayList<Event>();
        ofType(FUNCTION).forEach((id, function) -> function.path("Events").properties().forEach(each -> {
            if (each.getValue().path("Type").asText().equals(type)) {
                found.add(new Event(id, id + "." + each.getKey(), type, each.getValue().path("Properties")));
            }
        }));
        events.put(type, found);
        return found;
    }

    List<Event> events(String type, String function) {
        return events(type).stream().filter(event -> event.function().equals(function)).toList();
    }

    /** The logical id that {@code {Fn::GetAtt: [id, Arn]}} names, or the queue that an ARN spells out. */
    Optional<String> arnOf(JsonNode value) {
        if (value.path("Fn::GetAtt").path(1).asText().equals("Arn")) {
            return Optional.of(value.path("Fn::GetAtt").path(0).asText());
        }
        var spelt = value.path("Fn::Sub").asText();
        return ofType(QUEUE).entrySet().stream()
                .filter(queue -> spelt.startsWith("arn:${AWS::Partition}:sqs:")
                        && spelt.endsWith(":" + queue.getValue().path("QueueName").path("Fn::Sub").asText("?")))
                .map(Map.Entry::getKey).findFirst();
    }

    /** What {@code arnOf} names, where it is a resource of that type. */
    Optional<String> arnOf(JsonNode value, String type) {
        return arnOf(value).filter(id -> resource(id).path("Type").asText().equals(type));
    }

    /** Every value below {@code node} with its path. */
    static void walk(String path, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        node.properties().forEach(each -> walk(path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                each.getValue(), visitor));
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                walk(path + "[" + i + "]", node.get(i), visitor);
            }
        }
    }

    /** One value or a list of them, as texts; what is no text is its JSON. */
    static List<String> texts(JsonNode node) {
        return each(node).stream().map(each -> each.isValueNode() ? each.asText() : each.toString()).toList();
    }

    /** One value or a list of them; none where the node is missing. */
    static List<JsonNode> each(JsonNode node) {
        var found = new ArrayList<JsonNode>();
        if (node.isArray()) {
            node.forEach(found::add);
        } else if (!node.isMissingNode()) {
            found.add(node);
        }
        return found;
    }

    private static Object plain(Node node) {
        var value = switch (node) {
            case MappingNode mapping -> {
                var map = new LinkedHashMap<String, Object>();
                mapping.getValue().forEach(each -> map.put(((ScalarNode) each.getKeyNode()).getValue(),
                        plain(each.getValueNode())));
                yield map;
            }
            case SequenceNode sequence -> sequence.getValue().stream().map(TemplateTree::plain).toList();
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalArgumentException("unsupported YAML: " + node);
        };
        var tag = node.getTag().getValue();
        return tag.startsWith("!") ? function(tag.substring(1), value) : value;
    }

    private static Map<String, Object> function(String name, Object argument) {
        if (name.equals("GetAtt") && argument instanceof String text) {
            return Map.of("Fn::GetAtt", List.of(text.split("\\.", 2)));
        }
        return Map.of(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, argument);
    }

    private static Object scalar(ScalarNode node) {
        if (node.getTag().equals(Tag.INT)) {
            return Long.valueOf(node.getValue());
        }
        if (node.getTag().equals(Tag.FLOAT)) {
            return Double.valueOf(node.getValue());
        }
        return node.getTag().equals(Tag.BOOL) ? Boolean.valueOf(node.getValue()) : node.getValue();
    }
}
