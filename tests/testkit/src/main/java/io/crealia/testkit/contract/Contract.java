package io.crealia.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document of the repository. Schemas are JSON Schema 2020-12, their formats are checked. */
public final class Contract {
    private static final String FILE = "functions/operations/src/main/resources/io/crealia/operations/openapi.json";

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final SchemaValidatorsConfig strict = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER).build();
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(
                method -> operations.add(new Operation(this, method.getKey(), path.getKey(), method.getValue()))));
    }

    /** @param root of the project */
    public static Contract read(Path root) {
        try {
            return new Contract(Json.parse(Files.readAllBytes(root.resolve(FILE))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    public Operation operation(String id) {
        return operations.stream().filter(operation -> operation.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }

    /** The operation that a request is, by its path without the query. */
    public Optional<Operation> find(String method, String path) {
        return operations.stream().filter(operation -> operation.is(method, path)).findFirst();
    }

    /** The codes that any operation may answer. */
    public Set<String> commonCodes() {
        return texts(document.path("x-problem-codes"));
    }

    /** @return what is wrong with a value, empty where it is as the schema says */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return schema(schema).validate(Json.text(value), InputFormat.JSON).stream().map(ValidationMessage::getMessage)
                .sorted().toList();
    }

    /** A reference followed, anything else as it is. */
    public JsonNode resolve(JsonNode node) {
        var ref = node.path("$ref").textValue();
        if (ref == null) {
            return node;
        }
        var target = document.at(ref.substring(1));
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("nothing is at " + ref);
        }
        return resolve(target);
    }

    static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonSchema schema(JsonNode schema) {
        return compiled.computeIfAbsent(schema, _ -> {
            var whole = Json.object();
            whole.set("$defs", document.path("components").path("schemas"));
            whole.putArray("allOf").add(schema);
            // Plain JSON Schema does not know the place where OpenAPI keeps schemas.
            return factory.getSchema(Json.text(whole).replace("\"#/components/schemas/", "\"#/$defs/"), strict);
        });
    }
}
