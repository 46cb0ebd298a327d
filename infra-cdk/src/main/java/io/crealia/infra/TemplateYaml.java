package io.crealia.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A CloudFormation template in the long form of its JSON: {@code !Sub x} is {@code {"Fn::Sub": "x"}}, {@code !GetAtt A.B}
 * is {@code {"Fn::GetAtt": ["A", "B"]}}. Maps keep their order. Nothing is resolved.
 */
final class TemplateYaml {
    private TemplateYaml() {}

    /** @throws IllegalArgumentException naming the file, and what is wrong with it */
    static Map<String, Object> read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var root = new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeReader(reader);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return map(mapping);
            }
            throw new IllegalArgumentException(file + ": expected a map with Resources");
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + " is not valid YAML: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> map(MappingNode node) {
        var map = new LinkedHashMap<String, Object>();
        for (var entry : node.getValue()) {
            map.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode()));
        }
        return map;
    }

    private static Object value(Node node) {
        var tag = node.getTag().getValue();
        return tag.startsWith("!") ? function(tag.substring(1), plain(node)) : plain(node);
    }

    private static Map<String, Object> function(String name, Object argument) {
        var key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        if (name.equals("GetAtt") && argument instanceof String text) {
            var dot = text.indexOf('.');
            return Map.of(key, List.of(text.substring(0, dot), text.substring(dot + 1)));
        }
        return Map.of(key, argument);
    }

    private static Object plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> map(mapping);
            case SequenceNode sequence -> {
                var list = new ArrayList<Object>();
                sequence.getValue().forEach(item -> list.add(value(item)));
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalArgumentException("unsupported YAML: " + node);
        };
    }

    private static Object scalar(ScalarNode node) {
        var tag = node.getTag();
        if (tag.equals(Tag.INT)) {
            return Long.valueOf(node.getValue());
        }
        if (tag.equals(Tag.FLOAT)) {
            return Double.valueOf(node.getValue());
        }
        return tag.equals(Tag.BOOL) ? Boolean.valueOf(node.getValue()) : node.getValue();
    }
}
