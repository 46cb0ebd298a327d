package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.testkit.contract.Contract;
import io.crealia.testkit.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends what the API's document says, and holds every answer against it. Ids in examples are replaced by those that
 * {@link #know} was told.
 */
final class ContractCalls {
    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> succeeded = new TreeSet<>();
    private final Contract contract;
    private final URI base;
    private final String token;

    ContractCalls(Contract contract, URI base, String token) {
        this.contract = contract;
        this.base = base;
        this.token = token;
    }

    /** An answer that is as documented. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        JsonNode json() {
            return Json.parse(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** From now on the path's parameter, or a body's member, of this name has this value. */
    void know(String name, String value) {
        known.put(name, value);
    }

    String known(String name) {
        return known.get(name);
    }

    /** Operations, and examples as {@code operation/example}, that ended with success. */
    Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    /** Sends an operation without body. */
    Answer send(String operation, String... query) {
        return send(operation, Optional.empty(), Map.of(), query);
    }

    /** Sends an operation with a body of the document. */
    Answer example(String operation, String example) {
        return example(operation, example, Map.of());
    }

    Answer example(String operation, String example, Map<String, String> headers) {
        var body = contract.operation(operation).requestExamples().get(example);
        assertThat(body).as("example " + operation + "/" + example).isNotNull();
        var answer = send(operation, Optional.of(Json.bytes(replaced(body.deepCopy()))), headers);
        if (answer.status() < 300) {
            succeeded.add(operation + "/" + example);
        }
        return answer;
    }

    Answer send(String id, Optional<byte[]> body, Map<String, String> headers, String... query) {
        var operation = contract.operation(id);
        var all = new HashMap<String, String>();
        operation.scope().ifPresent(_ -> all.put("Authorization", "Bearer " + token));
        if (body.isPresent()) {
            all.put("Content-Type", "application/json");
        }
        if (operation.parameterNames("header").contains("Idempotency-Key")) {
            all.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        all.putAll(headers);
        return call(operation, address(operation, query), body, all);
    }

    /** Sends an operation with exactly these headers. */
    Answer bare(Operation operation, Optional<byte[]> body, Map<String, String> headers) {
        return call(operation, address(operation), body, headers);
    }

    private Answer call(Operation operation, String path, Optional<byte[]> body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).method(operation.method(), body
                .map(HttpRequest.BodyPublishers::ofByteArray).orElseGet(HttpRequest.BodyPublishers::noBody));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answer = new Answer(response.statusCode(), response.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst())),
                    response.body());
            assertThat(operation.faults(new Operation.Answer(answer.status(), answer.headers(), answer.body())))
                    .as(operation.key() + " " + answer.status() + " " + answer.text()).isEmpty();
            if (answer.status() < 400) {
                succeeded.add(operation.id());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String address(Operation operation, String... query) {
        var path = operation.resource();
        for (var name : operation.pathNames()) {
            path = path.replace("{" + name + "}", known.get(name));
        }
        var text = new StringBuilder(path);
        for (int i = 0; i < query.length; i += 2) {
            text.append(i == 0 ? '?' : '&').append(query[i]).append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private JsonNode replaced(JsonNode body) {
        if (body instanceof ObjectNode object) {
            known.forEach((name, value) -> {
                if (object.path(name).isTextual()) {
                    object.put(name, value);
                }
            });
        }
        body.forEach(this::replaced);
        return body;
    }
}
