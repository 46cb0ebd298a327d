package io.crealia.local.lambda.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths as a tree of segments. Like API Gateway a literal segment wins over {@code {name}}, which wins over
 * {@code {name+}}; one slash at the end of a path means nothing.
 */
final class RouteTable {

    private final Node root = new Node();

    RouteTable(Collection<Route> routes) {
        routes.forEach(this::add);
    }

    Optional<Match> find(String method, String path) {
        return Optional.ofNullable(find(root, method, path, 1, Map.of()));
    }

    /** Methods that routes give the path; empty when no route has it. */
    Set<String> methods(String path) {
        var methods = new TreeSet<String>();
        for (var method : new String[]{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"}) {
            if (find(method, path).isPresent()) {
                methods.add(method);
            }
        }
        return methods;
    }

    private void add(Route route) {
        var node = root;
        for (var segment : route.path().substring(1).split("/")) {
            if (segment.isEmpty()) {
                continue;
            }
            if (segment.endsWith("+}")) {
                node.restName = segment.substring(1, segment.length() - 2);
                node.rest = node.rest == null ? new Node() : node.rest;
                node = node.rest;
            } else if (segment.startsWith("{")) {
                node.parameterName = segment.substring(1, segment.length() - 1);
                node.parameter = node.parameter == null ? new Node() : node.parameter;
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        node.routes.put(route.definition().method(), route);
    }

    /** {@code from} is the start of the next segment. */
    private static Match find(Node node, String method, String path, int from, Map<String, String> parameters) {
        if (from >= path.length()) {
            return node.match(method, parameters);
        }
        var slash = path.indexOf('/', from);
        var end = slash < 0 ? path.length() : slash;
        var segment = path.substring(from, end);
        var literal = node.literals.get(segment);
        if (literal != null) {
            var found = find(literal, method, path, end + 1, parameters);
            if (found != null) {
                return found;
            }
        }
        if (node.parameter != null && !segment.isEmpty()) {
            var found = find(node.parameter, method, path, end + 1, with(parameters, node.parameterName, segment));
            if (found != null) {
                return found;
            }
        }
        return node.rest == null
                ? null
                : node.rest.match(method, with(parameters, node.restName, path.substring(from)));
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String encoded) {
        var more = new LinkedHashMap<>(parameters);
        // A plus sign stands for itself in a path.
        more.put(name, encoded.indexOf('%') < 0
                ? encoded
                : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        return more;
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Route> routes = new HashMap<>();
        Node parameter;
        String parameterName;
        Node rest;
        String restName;

        Match match(String method, Map<String, String> parameters) {
            var route = routes.get(method);
            if (route == null) {
                route = routes.get("ANY");
            }
            return route == null ? null : new Match(route, parameters);
        }
    }
}
