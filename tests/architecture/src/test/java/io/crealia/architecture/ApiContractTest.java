package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.http.Route;
import io.crealia.testkit.contract.Contract;
import io.crealia.testkit.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API's document says what the code does: routes, rights, rates, queries, codes; and its schemas are closed. */
class ApiContractTest {
    private static final Contract CONTRACT = Contract.read(Sources.ROOT);
    /** A catch-all of API Gateway is one plain parameter in the document. */
    private static final Map<String, String> NAMES = Map.of("{proxy+}", "{file}");
    private static final Pattern TEMPLATE_SCOPE = Pattern.compile(
            "Path: (\\S+)\\s+Method: (\\S+)\\s+Auth:\\s+Authorizer: Cognito\\s+AuthorizationScopes: \\[!Sub \"\\$\\{AuthAudience}/([a-z:-]+)\"]");
    private static Map<String, Route> routes;
    private static Map<String, Integer> codes;

    @BeforeAll
    static void readTheCode() throws ReflectiveOperationException {
        routes = new TreeMap<>();
        for (var function : TemplateContractTest.functions().toList()) {
            TemplateContractTest.edge(function)
                    .ifPresent(edge -> edge.routes().forEach(route -> routes.put(key(route), route)));
        }
        codes = new TreeMap<>();
        ErrorCodes.all().forEach((value, code) -> codes.put(value, code.status()));
    }

    static List<Operation> operations() {
        return CONTRACT.operations();
    }

    @Test
    void operations_areTheRoutesOfTheFunctions() {
        assertThat(routes).hasSizeGreaterThan(30);
        assertThat(operations()).extracting(Operation::key).containsExactlyInAnyOrderElementsOf(routes.keySet());
        assertThat(operations()).extracting(Operation::id).doesNotHaveDuplicates().allMatch(id -> id.matches("\\w+"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_demandsWhatItsRouteDemands(Operation operation) {
        var route = routes.get(operation.key());

        assertThat(operation.scope()).isEqualTo(route.scope());
        assertThat(operation.limit()).isEqualTo(route.limit().name().toLowerCase(Locale.ROOT));
        assertThat(operation.node().path("x-weight").asInt(1)).isEqualTo(route.weight());
        assertThat(operation.parameterNames("query")).isEqualTo(new TreeSet<>(route.query()));
        assertThat(operation.parameterNames("path")).isEqualTo(new TreeSet<>(operation.pathNames()));
        assertThat(operation.parameterNames("header").contains("Idempotency-Key"))
                .as("takes an Idempotency-Key").isEqualTo(route.repetition() != Route.Repetition.NATURAL);
    }

    @Test
    void scopes_areThoseOfTheTemplate() throws IOException {
        var template = new TreeMap<String, Optional<String>>();
        TEMPLATE_SCOPE.matcher(Files.readString(Sources.ROOT.resolve("template.yaml"))).results().forEach(
                match -> template.put(match.group(2) + " " + match.group(1), Optional.of(match.group(3))));
        var document = new TreeMap<String, Optional<String>>();
        operations().stream().filter(operation -> operation.scope().isPresent())
                .forEach(operation -> document.put(operation.key(), operation.scope()));

        assertThat(document).isEqualTo(template);
    }

    /** What the edge itself may answer follows from the route; what else there is must be in the catalogue. */
    @ParameterizedTest
    @MethodSource("operations")
    void codes_areCompleteAndHaveTheirStatus(Operation operation) {
        var stated = operation.problemCodes();
        var expected = new TreeSet<String>();
        add(expected, operation.scope().isPresent(), "auth.unauthenticated", "auth.forbidden");
        add(expected, !operation.limit().equals("none"), "rate.limited");
        add(expected, operation.requestSchema().isPresent(), "request.malformed", "request.media_type",
                "request.invalid", "request.too_large");
        add(expected, !operation.parameters("query").isEmpty(), "request.invalid");
        add(expected, !operation.pathNames().isEmpty(), "resource.not_found");
        var route = routes.get(operation.key());
        add(expected, route.repetition() != Route.Repetition.NATURAL, "idempotency.mismatch", "request.invalid");
        add(expected, route.repetition() == Route.Repetition.STORED, "idempotency.in_flight");

        assertThat(stated).containsAll(expected);
        assertThat(codes.keySet()).containsAll(stated);
        var errors = operation.statuses();
        errors.removeIf(status -> !status.matches("[45].."));
        var described = new TreeSet<String>();
        stated.forEach(code -> described.add(String.valueOf(codes.get(code))));
        errors.removeIf(status -> !described.contains(status)
                && operation.response(status).path("content").has("application/json"));
        assertThat(errors).isEqualTo(described);
    }

    @Test
    void catalogue_isCompleteInTheDocument() {
        assertThat(said()).isEqualTo(codes.keySet());
        var listed = new TreeSet<String>();
        schemas().path("ProblemCode").path("enum").forEach(code -> listed.add(code.asText()));
        assertThat(listed).isEqualTo(codes.keySet());
    }

    @Test
    void schemas_areClosedAndAllUsed() {
        var open = new ArrayList<String>();
        schemas().properties().forEach(schema -> collectOpen(schema.getKey(), schema.getValue(), open));
        assertThat(open).isEmpty();
        var used = new HashSet<String>();
        collectReferences(CONTRACT.document(), used);
        schemas().fieldNames().forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
        used.forEach(ref -> assertThat(CONTRACT.document().at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void examples_areThereAndAsTheirSchemasSay(Operation operation) {
        var tried = new ArrayList<String>();
        operation.requestSchema().ifPresent(schema -> {
            assertThat(operation.requestExamples()).as("example bodies").isNotEmpty();
            operation.requestExamples().forEach((name, body) -> assertThat(CONTRACT.faults(schema, body)).as(name)
                    .isEmpty());
        });
        for (var status : operation.statuses()) {
            var success = status.startsWith("2");
            operation.response(status).path("content").properties().forEach(media -> {
                var values = examples(media.getValue());
                var isContract = operation.id().matches("getContract|getDocs");
                if (success && !isContract) {
                    assertThat(values).as("examples of " + status + " " + media.getKey()).isNotEmpty();
                }
                values.forEach(value -> {
                    tried.add(status);
                    assertThat(CONTRACT.faults(media.getValue().path("schema"), value)).as(status + " " + value)
                            .isEmpty();
                });
            });
        }
        assertThat(tried.isEmpty() && operation.response("200").has("content")
                && !operation.id().matches("getContract|getDocs")).isFalse();
    }

    /** A planted fault in each kind of rule is found, so that none of them passes emptily. */
    @Test
    void faults_plantedInAnExample_areFound() {
        var schema = schemas().path("Upload");
        var example = CONTRACT.operation("getUpload").response("200").path("content").path("application/json")
                .path("example");
        assertThat(CONTRACT.faults(schema, example)).isEmpty();
        var planted = List.<Predicate<com.fasterxml.jackson.databind.node.ObjectNode>>of(
                node -> node.put("secret", 1) != null, node -> node.put("created_at", "yesterday") != null,
                node -> node.put("id", "upl_1") != null, node -> node.remove("state") != null,
                node -> node.put("size_bytes", -1) != null);
        for (var plant : planted) {
            com.fasterxml.jackson.databind.node.ObjectNode copy = example.deepCopy();
            assertThat(plant.test(copy)).isTrue();
            assertThat(CONTRACT.faults(schema, copy)).as(copy.toString()).isNotEmpty();
        }
    }

    private static Set<String> said() {
        var said = new TreeSet<>(CONTRACT.commonCodes());
        operations().forEach(operation -> said.addAll(operation.problemCodes()));
        return said;
    }

    private static List<JsonNode> examples(JsonNode media) {
        var values = new ArrayList<JsonNode>();
        if (media.has("example")) {
            values.add(media.path("example"));
        }
        media.path("examples").forEach(example -> values.add(example.path("value")));
        return values;
    }

    private static void collectOpen(String at, JsonNode schema, List<String> open) {
        if (schema.has("properties") && !schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").asBoolean()
                || schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            open.add(at);
        }
        schema.properties().forEach(part -> {
            if (part.getValue().isContainerNode() && !part.getKey().equals("required")) {
                collectOpen(at + "/" + part.getKey(), part.getValue(), open);
            }
        });
        if (schema.isArray()) {
            schema.forEach(element -> collectOpen(at + "[]", element, open));
        }
    }

    private static void collectReferences(JsonNode node, Set<String> found) {
        if (node.path("$ref").isTextual()) {
            found.add(node.path("$ref").textValue());
        }
        node.forEach(child -> collectReferences(child, found));
    }

    private static JsonNode schemas() {
        return CONTRACT.document().path("components").path("schemas");
    }

    private static String key(Route route) {
        var resource = route.resource();
        for (var name : NAMES.entrySet()) {
            resource = resource.replace(name.getKey(), name.getValue());
        }
        return route.method() + " " + resource;
    }

    private static void add(Set<String> set, boolean when, String... values) {
        if (when) {
            set.addAll(List.of(values));
        }
    }
}
