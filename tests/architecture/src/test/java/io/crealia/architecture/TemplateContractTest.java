package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent;
import io.crealia.local.lambda.template.Resolver;
import io.crealia.local.lambda.template.StackTemplate;
import io.crealia.platform.http.HttpEdge;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template says what the code is: handlers, routes, environment, payloads. */
class TemplateContractTest {
    private static final Pattern VARIABLE = Pattern.compile("\"(CREALIA_[A-Z0-9_]+)\"");
    static final Map<String, String> REAL_VALUES = Map.ofEntries(
            Map.entry("CREALIA_AUTH_JWKS_URI", "http://127.0.0.1:9/jwks.json"),
            Map.entry("CREALIA_AUTH_ISSUER", "http://127.0.0.1:9"),
            Map.entry("CREALIA_PLAYBACK_KEY", "0123456789abcdef0123456789abcdef"),
            Map.entry("CREALIA_PLAYBACK_BASE_URL", "http://127.0.0.1:9"),
            Map.entry("CREALIA_PRIVACY_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
            Map.entry("CREALIA_MONGO_URI", "mongodb://127.0.0.1:9"),
            Map.entry("CREALIA_REDIS_URI", "redis://127.0.0.1:9"), Map.entry("CREALIA_AI_KEY", "none"),
            Map.entry("AWS_REGION", "eu-central-1"), Map.entry("AWS_ACCESS_KEY_ID", "none"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "none"));
    private static final StackTemplate TEMPLATE = StackTemplate.read(Sources.ROOT.resolve("template.yaml"),
            new Plain());

    /** Gives parameters without default a value of their own name. */
    private record Plain() implements Resolver {
        @Override
        public Optional<String> parameter(String name, Optional<String> declared) {
            return Optional.of(declared.orElse("test-" + name));
        }

        @Override
        public String region() {
            return "eu-central-1";
        }

        @Override
        public String accountId() {
            return "000000000000";
        }

        @Override
        public String queueUrl(String queueName) {
            return "http://127.0.0.1:9/000000000000/" + queueName;
        }
    }

    static StackTemplate template() {
        return TEMPLATE;
    }

    static Stream<FunctionDefinition> functions() {
        return TEMPLATE.functions().stream();
    }

    @Test
    void template_hasEveryHandlerOfTheCode() {
        var declared = new TreeSet<String>();
        functions().forEach(function -> declared.add(function.handlerClass()));
        var written = Sources.inJava("functions",
                Pattern.compile("class (\\w+Handler) implements RequestStreamHandler"));
        assertThat(declared).hasSizeGreaterThanOrEqualTo(12);
        assertThat(declared.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void handler_isAStreamHandlerWithBothConstructors(FunctionDefinition function) throws ReflectiveOperationException {
        var type = Class.forName(function.handlerClass());
        assertThat(RequestStreamHandler.class).isAssignableFrom(type);
        assertThat(Modifier.isPublic(type.getConstructor().getModifiers())).isTrue();
        assertThat(type.getConstructor(Map.class).newInstance(environment(function))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void environment_holdsOnlyWhatTheFunctionsModuleReads(FunctionDefinition function) {
        var read = new TreeSet<>(Sources.inJava("functions/" + module(function) + "/src/main", VARIABLE));
        read.addAll(Sources.inJava("functions/platform/src/main", VARIABLE));
        assertThat(read).containsAll(
                function.environment().keySet().stream().filter(name -> name.startsWith("CREALIA_")).toList());
    }

    @Test
    void environment_declaresWhatEachModuleReads() {
        var declared = new HashMap<String, Set<String>>();
        functions().forEach(function -> declared.computeIfAbsent(module(function), _ -> new TreeSet<>())
                .addAll(function.environment().keySet()));
        declared.forEach((module, names) -> {
            var read = Sources.inJava("functions/" + module + "/src/main", VARIABLE);
            // Given directly in the local edition only; the template gives the secrets' ARNs in their place.
            read.removeAll(Set.of("CREALIA_PLAYBACK_KEY", "CREALIA_AI_KEY", "CREALIA_PRIVACY_KEY",
                    "CREALIA_WEBHOOKS_ALLOW_LOOPBACK"));
            assertThat(names).as("environment of " + module).containsAll(read);
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void routes_areTheHandlersRoutes(FunctionDefinition function) throws ReflectiveOperationException {
        var declared = function.events(FunctionEvent.ApiRoute.class).stream()
                .map(route -> route.method() + " " + route.path()).toList();
        var routes = edge(function).map(HttpEdge::routeKeys).orElse(Set.of());
        assertThat(routes).containsExactlyInAnyOrderElementsOf(declared);
    }

    /** The edge of an API function; empty for any other. */
    static Optional<HttpEdge> edge(FunctionDefinition function) throws ReflectiveOperationException {
        var handler = Class.forName(function.handlerClass()).getConstructor(Map.class)
                .newInstance(environment(function));
        for (var field : handler.getClass().getDeclaredFields()) {
            if (field.getType() == HttpEdge.class) {
                field.setAccessible(true);
                return Optional.of((HttpEdge) field.get(handler));
            }
        }
        return Optional.empty();
    }

    /** Without it each would count its callers by itself, and nothing would be measured; nobody would notice. */
    @ParameterizedTest
    @MethodSource("functions")
    void policies_everyFunction_mayReadWhereRedisIs(FunctionDefinition function) throws IOException {
        var text = Files.readString(Sources.ROOT.resolve("template.yaml"));
        var resource = text.substring(text.indexOf("\n  " + function.id() + ":\n"));
        var policies = resource.substring(0, resource.indexOf("LogGroupName:"));
        assertThat(policies).as(function.id()).contains("!Ref RedisSecretArn");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void payloads_thereIsOneForEveryFunction(FunctionDefinition function) {
        var folder = Sources.ROOT.resolve("events").resolve(kebab(function.id()));
        assertThat(folder).isDirectoryContaining(file -> file.toString().endsWith(".json"));
        assertThat(Files.isDirectory(folder)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void queues_hideAMessageSixTimesAsLongAsItsFunctionMayRun(FunctionDefinition function) {
        for (var source : function.events(FunctionEvent.QueueSource.class)) {
            var queue = TEMPLATE.queue(source.queueName()).orElseThrow();
            assertThat(queue.visibility()).isGreaterThanOrEqualTo(function.timeout().multipliedBy(6));
            assertThat(queue.redrive()).as("dead letters of " + source.queueName()).isPresent();
            assertThat(source.reportsItemFailures()).isTrue();
        }
    }

    private static Map<String, String> environment(FunctionDefinition function) {
        var environment = new HashMap<>(function.environment());
        environment.putAll(REAL_VALUES);
        return environment;
    }

    private static String module(FunctionDefinition function) {
        return function.handlerClass().split("\\.")[2];
    }

    private static String kebab(String id) {
        return id.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
