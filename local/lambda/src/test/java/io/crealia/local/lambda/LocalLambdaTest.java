package io.crealia.local.lambda;

import static io.crealia.local.lambda.TestFunctions.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.lambda.InvocationListener.Invocation;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.InvocationResult.Failed;
import io.crealia.local.lambda.InvocationResult.InitFailed;
import io.crealia.local.lambda.InvocationResult.TimedOut;
import io.crealia.local.lambda.handler.CountingHandler;
import io.crealia.local.lambda.handler.EchoHandler;
import io.crealia.local.lambda.handler.FailingHandler;
import io.crealia.local.lambda.handler.NotAHandler;
import io.crealia.local.lambda.handler.SlowHandler;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LocalLambdaTest {

    private static final byte[] EVENT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final List<Invocation> heard = new CopyOnWriteArrayList<>();

    @Test
    void invoke_handler_getsEventEnvironmentAndContext() throws Exception {
        try (var lambda = lambda(function("Echo", EchoHandler.class, TEN_SECONDS, Map.of("KEY", "value")))) {
            var answer = (Answered) lambda.invoke("Echo", EVENT);

            var json = new ObjectMapper();
            var seen = json.readTree(json.readTree(answer.payload()).path("body").asText());
            assertThat(seen.at("/event/a").asInt()).isEqualTo(1);
            assertThat(seen.at("/environment/KEY").asText()).isEqualTo("value");
            var context = seen.path("context");
            assertThat(context.path("request_id").asText()).isEqualTo(heard.getFirst().requestId());
            assertThat(context.path("name").asText()).isEqualTo("crealia-test-echo");
            assertThat(context.path("arn").asText())
                    .isEqualTo("arn:aws:lambda:eu-central-1:000000000000:function:crealia-test-echo");
            assertThat(context.path("memory").asInt()).isEqualTo(256);
            assertThat(context.path("version").asText()).isEqualTo("$LATEST");
            assertThat(context.path("remaining_ms").asInt()).isBetween(5_000, 10_000);
        }
    }

    @Test
    void invoke_manyAtOnce_constructsOnce() throws Exception {
        CountingHandler.CONSTRUCTED.set(0);
        try (var lambda = lambda(function("Counting", CountingHandler.class, TEN_SECONDS, Map.of()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(CountingHandler.CONSTRUCTED).hasValue(0);
            Callable<InvocationResult> call = () -> lambda.invoke("Counting", EVENT);
            var results = threads.invokeAll(Collections.nCopies(50, call));

            for (var result : results) {
                assertThat(result.get().succeeded()).isTrue();
            }
            assertThat(CountingHandler.CONSTRUCTED).hasValue(1);
        }
    }

    @Test
    void invoke_constructorFails_isAnInitErrorThatNamesTheFunctionAndIsTriedAgain() {
        CountingHandler.CONSTRUCTED.set(0);
        try (var lambda = lambda(function("Counting", CountingHandler.class, TEN_SECONDS, Map.of("FAILURES", "1")))) {
            var result = lambda.invoke("Counting", EVENT);

            assertThat(result).isInstanceOf(InitFailed.class);
            assertThat(result.summary()).contains("Counting", CountingHandler.class.getName(),
                    "CREALIA_SOMETHING is missing");
            assertThat(lambda.invoke("Counting", EVENT).succeeded()).isTrue();
        }
    }

    @Test
    void initialise_unsuitableOrMissingClass_saysWhy() {
        var missing = new FunctionDefinition("Missing", "missing", "example.Missing", "none.zip", TEN_SECONDS, 128,
                false, Map.of(), List.of());
        try (var lambda = lambda(function("Plain", NotAHandler.class, TEN_SECONDS, Map.of()), missing)) {
            assertThat(lambda.initialise("Plain")).get().asString()
                    .contains("does not implement RequestStreamHandler");
            assertThat(lambda.initialise("Missing")).get().asString().contains("example.Missing",
                    "is not on the class path");
        }
    }

    @Test
    void invoke_handlerThrows_isReported() {
        try (var lambda = lambda(function("Failing", FailingHandler.class, TEN_SECONDS, Map.of()))) {
            var result = lambda.invoke("Failing", EVENT);

            assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
                assertThat(failed.message()).isEqualTo("planted failure");
            });
            assertThat(heard).singleElement().satisfies(invocation -> {
                assertThat(invocation.function()).isEqualTo("Failing");
                assertThat(invocation.result()).isSameAs(result);
            });
        }
    }

    @Test
    void invoke_pastTimeout_isInterruptedAndReported() {
        SlowHandler.INTERRUPTED.set(0);
        var timeout = Duration.ofMillis(80);
        try (var lambda = lambda(function("Slow", SlowHandler.class, timeout, Map.of()))) {
            assertThat(lambda.invoke("Slow", EVENT)).isEqualTo(new TimedOut(timeout));
            await().atMost(TEN_SECONDS).until(() -> SlowHandler.INTERRUPTED.get() == 1);
            assertThat(heard).singleElement()
                    .satisfies(invocation -> assertThat(invocation.duration()).isGreaterThanOrEqualTo(timeout));
        }
    }

    @Test
    void request_handlerAnswers_isToldOnceOnTheCallingThread() {
        try (var lambda = lambda(function("Echo", EchoHandler.class, TEN_SECONDS, Map.of()))) {
            var told = new ArrayList<InvocationResult>();
            lambda.request("Echo", EVENT, TEN_SECONDS, told::add);
            assertThat(told).singleElement().isInstanceOf(Answered.class).isSameAs(heard.getFirst().result());
        }
    }

    @Test
    void request_pastTimeout_isToldAtOnceAndTheThreadIsFitForTheNext() {
        SlowHandler.INTERRUPTED.set(0);
        var timeout = Duration.ofMillis(80);
        try (var lambda = lambda(function("Slow", SlowHandler.class, timeout, Map.of()))) {
            var told = new CopyOnWriteArrayList<InvocationResult>();
            lambda.request("Slow", EVENT, TEN_SECONDS, told::add);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            await().atMost(TEN_SECONDS).until(() -> told.equals(List.of(new TimedOut(timeout))));
            assertThat(SlowHandler.INTERRUPTED).hasValue(1);
            assertThat(heard).singleElement()
                    .satisfies(invocation -> assertThat(invocation.result()).isEqualTo(new TimedOut(timeout)));
        }
    }

    @Test
    void request_constructorFails_isToldAsAnInitError() {
        CountingHandler.CONSTRUCTED.set(0);
        try (var lambda = lambda(function("Counting", CountingHandler.class, TEN_SECONDS, Map.of("FAILURES", "1")))) {
            var told = new ArrayList<InvocationResult>();
            lambda.request("Counting", EVENT, TEN_SECONDS, told::add);
            assertThat(told).singleElement().isInstanceOf(InitFailed.class);
        }
    }

    /** Field 19 of proc(5)'s stat; what is in brackets may have spaces. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void threads_ofRequests_leaveTheProcessorToOthers() throws Exception {
        try (var lambda = lambda(function("Echo", EchoHandler.class, TEN_SECONDS, Map.of()))) {
            var stat = CompletableFuture.supplyAsync(() -> {
                try {
                    return Files.readString(Path.of("/proc/thread-self/stat"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }, lambda.threads()).get();
            var nice = Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
            assertThat(nice).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void invoke_unknownFunction_listsThoseThatExist() {
        try (var lambda = lambda(function("Echo", EchoHandler.class, TEN_SECONDS, Map.of()))) {
            assertThatThrownBy(() -> lambda.invoke("Ecco", EVENT)).hasMessageContaining("Ecco")
                    .hasMessageContaining("[Echo]");
        }
    }

    private LocalLambda lambda(FunctionDefinition... functions) {
        return TestFunctions.lambda(List.of(functions), heard::add);
    }
}
