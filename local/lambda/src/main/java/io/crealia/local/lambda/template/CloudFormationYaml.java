package io.crealia.local.lambda.template;

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
 * YAML with CloudFormation's tags as maps, lists, text, {@code Long}, {@code Double}, {@code Boolean} and
 * {@link Intrinsic}. Nothing is resolved here.
 */
final class CloudFormationYaml {

    private final String file;

    private CloudFormationYaml(String file) {
        this.file = file;
    }

    static Map<String, Object> read(Path path) {
        var file = String.valueOf(path.getFileName());
        try (var reader = Files.newBufferedReader(path)) {
            var root = new Compose(LoadSettings.builder().setLabel(file).build()).composeReader(reader)
                    .orElseThrow(() -> new TemplateException(file, "top", "the file is empty"));
            if (!(root instanceof MappingNode mapping)) {
                throw new TemplateException(file, "top", "expected a map with Resources");
            }
            return new CloudFormationYaml(file).map(mapping, "");
        } catch (IOException e) {
            throw new TemplateException(path.toString(), "cannot be read: " + e.getMessage(), e);
        } catch (YamlEngineException e) {
            throw new TemplateException(file, "is not valid YAML: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> map(MappingNode node, String path) {
        var map = new LinkedHashMap<String, Object>();
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new TemplateException(file, where(path, tuple.getKeyNode()), "a key must be text");
            }
            var below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (map.containsKey(key.getValue())) {
                throw new TemplateException(file, where(below, key), "is written twice");
            }
            map.put(key.getValue(), value(tuple.getValueNode(), below));
        }
        return map;
    }

    private Object value(Node node, String path) {
        var tag = node.getTag().getValue();
        var plain = plain(node, path);
        if (!tag.startsWith("!")) {
            return plain;
        }
        var function = tag.substring(1);
        if (function.equals("GetAtt") && plain instanceof String text) {
            var dot = text.indexOf('.');
            if (dot < 1) {
                throw new TemplateException(file, where(path, node), "!GetAtt expects LogicalId.Attribute");
            }
            return new Intrinsic(function, List.of(text.substring(0, dot), text.substring(dot + 1)));
        }
        return new Intrinsic(function, plain);
    }

    private Object plain(Node node, String path) {
        return switch (node) {
            case MappingNode mapping -> {
                var map = map(mapping, path);
                yield node.getTag().getValue().startsWith("!")
                        ? map
                        : Intrinsic.longForm(map).<Object>map(found -> found).orElse(map);
            }
            case SequenceNode sequence -> {
                var list = new ArrayList<Object>();
                for (var item : sequence.getValue()) {
                    list.add(value(item, path + "[" + list.size() + "]"));
                }
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new TemplateException(file, where(path, node), "unsupported YAML");
        };
    }

    private static Object scalar(ScalarNode node) {
        var text = node.getValue();
        var tag = node.getTag();
        if (tag.equals(Tag.INT)) {
            return Long.valueOf(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return Double.valueOf(text);
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        return text;
    }

    private static String where(String path, Node node) {
        return path + node.getStartMark().map(mark -> " (line " + (mark.getLine() + 1) + ")").orElse("");
    }
}
