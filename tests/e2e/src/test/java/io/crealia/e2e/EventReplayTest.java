package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.isolated.IsolatedSettings;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every payload of {@code events/}, given to the deployable zips under AWS's runtime interface client. */
class EventReplayTest {
    private static final Path EVENTS = Edition.ROOT.resolve("events");

    /** What the functions wrote. */
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;
    private static Edition zips;
    private static Edition classes;

    /** @param function logical id; {@code name} as in {@code events/} */
    private record Payload(String function, String name, String json) {}

    @BeforeAll
    static void start() {
        zips = Edition.isolated(folder.resolve("zips"), LINES::add);
        classes = Edition.inProcess(folder.resolve("classes"), Map.of());
    }

    @AfterAll
    static void close() {
        zips.close();
        classes.close();
    }

    @Test
    void everyFunction_hasPayloads() throws IOException {
        var with = payloads().stream().map(Payload::function).distinct().toList();

        assertThat(with).containsExactlyInAnyOrderElementsOf(functions().keySet());
    }

    /** Else functions that are called in turn end each other's environments, and every call is a cold start. */
    @Test
    void environments_areMoreThanFunctions() {
        assertThat(IsolatedSettings.DEFAULT_ENVIRONMENTS).isGreaterThan(functions().size());
    }

    @Test
    void everyPayload_itsOwnZip_answersAsTheClassesDo() throws IOException {
        var differences = new ArrayList<String>();
        for (var payload : payloads()) {
            var function = functions().get(payload.function());
            var fromZip = outcome(zips, function, payload);
            var fromClasses = outcome(classes, function, payload);
            if (!fromZip.equals(fromClasses)) {
                differences.add(payload.name() + ": zip " + fromZip + ", classes " + fromClasses);
            }
            assertThat(fromZip).as(payload.name()).doesNotContain("status 5").doesNotStartWith("error");
        }
        assertThat(differences).isEmpty();
        assertThat(LINES.stream().filter(line -> line.contains("\"rehearsed\"")).count())
                .isGreaterThanOrEqualTo(functions().size());
        // One that ended early would prime little, and nobody would see it.
        assertThat(LINES.stream().filter(line -> line.contains("the rehearsal ended early")).toList()).isEmpty();
        System.out.printf("%d payloads replayed through %d zips%n", payloads().size(),
                zips.local().runtime().packages().size());
    }

    /** A payload that went to the wrong function is answered or refused; it ends no process. */
    @Test
    void everyPayload_everyZip_isSurvived() throws IOException {
        var byZip = functions().values().stream().collect(Collectors.groupingBy(FunctionDefinition::codeUri));
        var invocations = 0;
        var given = new HashSet<String>();
        for (var payload : payloads()) {
            for (var candidates : byZip.values()) {
                // In turn, so that each function gets its share.
                var function = candidates.get(invocations / byZip.size() % candidates.size());
                var result = zips.local().runtime().lambda().invoke(function.id(), bytes(zips, payload));
                assertThat(result.summary()).as("%s, given %s", function.id(), payload.name())
                        .doesNotContain("Runtime.ExitError").doesNotContain("timed out");
                given.add(function.id());
                invocations++;
            }
        }
        assertThat(given).isEqualTo(functions().keySet());
        System.out.printf("%d invocations with every payload of every zip survived%n", invocations);
    }

    /** What matters of an answer: no ids, no times. */
    private static String outcome(Edition edition, FunctionDefinition function, Payload payload) throws IOException {
        var result = edition.local().runtime().lambda().invoke(function.id(), bytes(edition, payload));
        if (!(result instanceof Answered answered)) {
            return "error " + result.summary();
        }
        if (!function.events(ApiRoute.class).isEmpty()) {
            var answer = Json.parse(new String(answered.payload(), StandardCharsets.UTF_8));
            return "status " + answer.path("statusCode").asInt() + " " + code(answer) + " " + headers(answer);
        }
        if (!function.events(QueueSource.class).isEmpty()) {
            var failures = Json.parse(new String(answered.payload(), StandardCharsets.UTF_8))
                    .path("batchItemFailures");
            assertThat(failures.isArray()).as(payload.name()).isTrue();
            return "failed " + failures.findValuesAsText("itemIdentifier");
        }
        return "done";
    }

    private static String code(JsonNode answer) {
        return answer.path("statusCode").asInt() < 400 || answer.path("body").asText().isEmpty()
                ? ""
                : Json.parse(answer.path("body").asText()).path("code").asText();
    }

    private static List<String> headers(JsonNode answer) {
        return StreamSupport.stream(((Iterable<String>) answer.path("headers")::fieldNames).spliterator(), false)
                .map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList();
    }

    private static byte[] bytes(Edition edition, Payload payload) {
        return payload.json().replace("Bearer TOKEN", "Bearer " + edition.token()).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, FunctionDefinition> functions() {
        var all = new TreeMap<String, FunctionDefinition>();
        zips.local().runtime().template().functions().forEach(function -> all.put(function.id(), function));
        return all;
    }

    private static List<Payload> payloads() throws IOException {
        var payloads = new ArrayList<Payload>();
        var ids = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        functions().keySet().forEach(id -> ids.put(id, id));
        try (var files = Files.walk(EVENTS, 2)) {
            for (var file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                var folderName = file.getParent().getFileName().toString();
                var id = ids.get(folderName.replace("-", ""));
                assertThat(id).as("%s: a function of that name", file).isNotNull();
                payloads.add(new Payload(id, EVENTS.relativize(file).toString(), Files.readString(file)));
            }
        }
        return payloads;
    }
}
