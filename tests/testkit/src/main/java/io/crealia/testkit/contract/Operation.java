package io.crealia.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One operation of the document.
 *
 * @param resource with parameters in braces, such as {@code /v1/assets/{asset_id}}
 */
public record Operation(Contract contract, String method, String resource, JsonNode node) {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final String PROBLEM = "application/problem+json";

    public Operation {
        method = method.toUpperCase(Locale.ROOT);
    }

    /** An answer as it was received. Header names are in lower case. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        String type() {
            return headers.getOrDefault("content-type", "").split(";")[0].strip();
        }
    }

    public String key() {
        return method + " " + resource;
    }

    public String id() {
        return node.path("operationId").asText();
    }

    public String limit() {
        return node.path("x-limit").asText();
    }

    /** The scope that a bearer token needs; empty where none is needed. */
    public Optional<String> scope() {
        return Optional.ofNullable(node.path("security").path(0).path("bearer").path(0).textValue());
    }

    public Set<String> problemCodes() {
        return Contract.texts(node.path("x-problem-codes"));
    }

    public List<JsonNode> parameters(String in) {
        return StreamSupport.stream(node.path("parameters").spliterator(), false).map(contract::resolve)
                .filter(parameter -> parameter.path("in").asText().equals(in)).toList();
    }

    public Set<String> parameterNames(String in) {
        return parameters(in).stream().map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the path's parameters, in their order. */
    public List<String> pathNames() {
        return PARAMETER.matcher(resource).results()
                .map(match -> match.group().substring(1, match.group().length() - 1))
                .toList();
    }

    public Optional<JsonNode> requestSchema() {
        return Optional.of(node.path("requestBody").path("content").path("application/json").path("schema"))
                .filter(schema -> !schema.isMissingNode());
    }

    /** Bodies by the names of their examples. */
    public Map<String, JsonNode> requestExamples() {
        return node.path("requestBody").path("content").path("application/json").path("examples").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, example -> example.getValue().path("value")));
    }

    public Set<String> statuses() {
        var statuses = new TreeSet<String>();
        node.path("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    public JsonNode response(String status) {
        return contract.resolve(node.path("responses").path(status));
    }

    /** @return what is not as documented, each with the operation's key */
    public List<String> faults(Answer answer) {
        var status = String.valueOf(answer.status());
        if (!statuses().contains(status) && answer.status() < 400) {
            return List.of(key() + " " + status + ": is not documented");
        }
        var faults = new ArrayList<String>();
        var response = response(statuses().contains(status) ? status : "default");
        response.path("headers").properties().forEach(header -> {
            if (contract.resolve(header.getValue()).path("required").asBoolean()
                    && !answer.headers().containsKey(header.getKey().toLowerCase(Locale.ROOT))) {
                faults.add("the header " + header.getKey() + " is missing");
            }
        });
        body(response, answer, faults);
        return faults.stream().map(fault -> key() + " " + status + ": " + fault).toList();
    }

    private void body(JsonNode response, Answer answer, List<String> faults) {
        var content = response.path("content");
        if (content.isMissingNode()) {
            if (answer.body().length > 0) {
                faults.add("a body that is not documented");
            }
            return;
        }
        var media = content.path(answer.type());
        if (media.isMissingNode()) {
            faults.add("the content type " + answer.type() + " is not documented");
        } else if (answer.type().endsWith("json")) {
            json(media.path("schema"), answer, faults);
        }
    }

    private void json(JsonNode schema, Answer answer, List<String> faults) {
        try {
            var value = Json.parse(answer.body());
            faults.addAll(contract.faults(schema, value));
            if (answer.type().equals(PROBLEM)) {
                problem(value, answer.status(), faults);
            }
        } catch (MalformedJsonException e) {
            faults.add("the body is " + e.getMessage());
        }
    }

    private void problem(JsonNode value, int status, List<String> faults) {
        var code = value.path("code").asText();
        if (!problemCodes().contains(code) && !contract.commonCodes().contains(code)) {
            faults.add("the code " + code + " is not documented");
        }
        if (value.path("status").asInt() != status) {
            faults.add("status is " + value.path("status"));
        }
    }

    boolean is(String asked, String path) {
        if (!method.equals(asked)) {
            return false;
        }
        var form = new StringBuilder();
        int end = 0;
        for (var match : PARAMETER.matcher(resource).results().toList()) {
            form.append(Pattern.quote(resource.substring(end, match.start()))).append("[^/]+");
            end = match.end();
        }
        return path.matches(form + Pattern.quote(resource.substring(end)));
    }
}
