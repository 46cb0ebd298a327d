package io.crealia.local.lambda.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.lambda.FunctionHost;
import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.InvocationResult.Failed;
import io.crealia.local.lambda.InvocationResult.InitFailed;
import io.crealia.local.lambda.InvocationResult.TimedOut;
import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.TestFunctions;
import io.crealia.local.lambda.handler.ProcessHandler;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under AWS's runtime interface client. */
class IsolatedFunctionTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int MEMORY_MB = 256;
    /** The 19th field of proc(5)'s stat, counted from after the name. */
    private static final int NICE = 16;

    @TempDir
    static Path folder;
    private static DeploymentPackage code;
    private Fleet fleet;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void unpack() throws IOException {
        code = DeploymentPackage.unpack(TestPackage.write(folder), folder.resolve("cache"));
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void invoke_fromTheZip_hasLambdasContextAndNothingOfThisMachine() {
        var lambda = lambda(true, 2, function("Echo", TEN_SECONDS, Map.of("KEY", "value")));

        assertThat(text(lambda.invoke("Echo", event("env KEY")))).isEqualTo("value");
        assertThat(text(lambda.invoke("Echo", event("class")))).startsWith(code.taskRoot().toString());
        assertThat(text(lambda.invoke("Echo", event("context"))))
                .matches("crealia-test-echo [0-9a-f-]{36} arn:aws:lambda:eu-central-1:000000000000:function:"
                        + "crealia-test-echo [0-9]{4,5} 256");
        assertThat(text(lambda.invoke("Echo", event("environment"))).split(",")).contains("AWS_LAMBDA_RUNTIME_API",
                "LAMBDA_TASK_ROOT", "KEY").doesNotContain("PATH", "HOME", "AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void invoke_again_takesTheSameProcessAndItsStateIsWarm() {
        var lambda = lambda(false, 2, function("Warm", TEN_SECONDS, Map.of()));

        var first = text(lambda.invoke("Warm", event("pid")));

        assertThat(text(lambda.invoke("Warm", event("pid")))).isEqualTo(first)
                .isNotEqualTo(Long.toString(ProcessHandle.current().pid()));
        assertThat(text(lambda.invoke("Warm", event("invocations")))).isEqualTo("3");
    }

    @Test
    void environment_betweenInvocations_isFrozen() throws Exception {
        var lambda = lambda(false, 1, function("Frozen", TEN_SECONDS, Map.of()));
        var pid = text(lambda.invoke("Frozen", event("pid")));

        // 'T' is a stopped process in proc(5); a thread of this one would otherwise spin.
        if (Files.exists(Path.of("/proc", pid, "stat"))) {
            await().atMost(TEN_SECONDS).until(() -> stat(pid)[0].equals("T"));
        }
        var counted = Long.parseLong(text(lambda.invoke("Frozen", event("beats"))));
        assertThat(counted).isPositive();
        assertThat(Long.parseLong(text(lambda.invoke("Frozen", event("beats"))))).isGreaterThan(counted);
    }

    @Test
    void snapStart_hooksRunOnceAroundTheSnapshotAndCredentialsComeFromTheirEndpoint() {
        var lambda = lambda(true, 1, function("Snap", TEN_SECONDS, Map.of()));

        assertThat(text(lambda.invoke("Snap", event("hooks")))).isEqualTo("1 1");
        assertThat(text(lambda.invoke("Snap", event("hooks")))).isEqualTo("1 1");
        assertThat(text(lambda.invoke("Snap", event("credentials")))).isEqualTo("200 true");
        assertThat(text(lambda.invoke("Snap", event("credentials another")))).isEqualTo("403");
    }

    @Test
    void withoutSnapStart_noHookRuns() {
        var lambda = lambda(false, 1, function("Plain", TEN_SECONDS, Map.of()));

        assertThat(text(lambda.invoke("Plain", event("hooks")))).isEqualTo("0 0");
        assertThat(text(lambda.invoke("Plain", event("env AWS_SECRET_ACCESS_KEY")))).isEqualTo("a-secret-key");
    }

    @Test
    void snapStart_restoreHookThrows_isReportedAndTheNextInvocationTriesAgain() {
        var lambda = lambda(true, 1, function("Gone", TEN_SECONDS, Map.of("PLANTED", "restore")));

        for (var i = 0; i < 2; i++) {
            assertThat(lambda.invoke("Gone", event("pid")).summary()).contains("Gone", "RestoreException");
        }
    }

    @Test
    void invoke_handlerThrows_isAFunctionErrorAndTheProcessLives() {
        var lambda = lambda(false, 1, function("Failing", TEN_SECONDS, Map.of()));
        var pid = text(lambda.invoke("Failing", event("pid")));

        assertThat(lambda.invoke("Failing", event("throw planted"))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.errorType()).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(failed.message()).isEqualTo("planted");
        });
        assertThat(text(lambda.invoke("Failing", event("pid")))).isEqualTo(pid);
    }

    @Test
    void invoke_pastItsTimeout_isKilledAndTheNextStartsAnew() {
        var timeout = Duration.ofMillis(700);
        var lambda = lambda(false, 1, function("Slow", timeout, Map.of()));
        var pid = text(lambda.invoke("Slow", event("pid")));

        assertThat(lambda.invoke("Slow", event("hang"))).isEqualTo(new TimedOut(timeout));

        await().atMost(TEN_SECONDS).untilAsserted(() -> assertThat(output).as("where it hangs")
                .anyMatch(line -> line.contains("at " + ProcessHandler.class.getName() + ".answer")));
        await().atMost(TEN_SECONDS).until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
        assertThat(text(lambda.invoke("Slow", event("pid")))).isNotEqualTo(pid);
    }

    @Test
    void invoke_exits_saysHowAndWhatWasSaidLast() {
        var lambda = lambda(false, 1, function("Exits", TEN_SECONDS, Map.of()));
        lambda.invoke("Exits", event("say famous last words"));

        assertThat(lambda.invoke("Exits", event("exit 3"))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
            assertThat(failed.message()).contains("Exits", "code 3", "famous last words");
        });
        assertThat(output).contains("famous last words");
        assertThat(text(lambda.invoke("Exits", event("invocations")))).isEqualTo("1");
    }

    @Test
    void invoke_moreMemoryThanItsFunctionMayUse_isKilledOrOutOfHeap() {
        var lambda = lambda(false, 1, function("Greedy", TEN_SECONDS, Map.of()));

        assertThat(text(lambda.invoke("Greedy", event("hold 10")))).isEqualTo("10 MB");
        assertThat(lambda.invoke("Greedy", event("hold 400"))).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.errorType() + failed.message()).containsAnyOf("OutOfMemoryError",
                        "256 MB of memory"));
    }

    @Test
    void environment_residentMemoryOverTheLimit_isKilledByName() {
        var definition = new FunctionDefinition("Large", "large", ProcessHandler.class.getName(), "handlers.zip",
                TEN_SECONDS, 128, false, Map.of(), List.of());
        // The heap may be larger than the function: only the watch on the whole process can stop it.
        var spec = new EnvironmentSpec(definition, code, Map.of(), false, List.of("-Xmx600m"),
                new RuntimeApi.Credentials("key", "a-secret-key", ""));
        var fleet = fleet(false, 1);
        if (!Files.exists(Path.of("/proc/self/status"))) {
            return;
        }
        var lambda = new LocalLambda(List.of(IsolatedFunction.of(spec, "arn", fleet)), List.of(),
                java.time.InstantSource.system());
        opened.add(lambda);

        assertThat(lambda.invoke("Large", event("hold 300"))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
            assertThat(failed.message()).contains("Large", "128 MB of memory");
        });
    }

    @Test
    void init_constructorThrows_isAnInitErrorThatSaysWhy() {
        var lambda = lambda(false, 1, function("Broken", TEN_SECONDS, Map.of("PLANTED", "throws")));

        assertThat(lambda.invoke("Broken", event("pid"))).isInstanceOfSatisfying(InitFailed.class,
                failed -> assertThat(failed.message()).contains("Broken", "CREALIA_SOMETHING is missing"));
    }

    @Test
    void init_processExits_isAnInitErrorWithItsLastLines() {
        var lambda = lambda(false, 1, function("Exits", TEN_SECONDS, Map.of("PLANTED", "exits")));

        assertThat(lambda.invoke("Exits", event("pid"))).isInstanceOfSatisfying(InitFailed.class,
                failed -> assertThat(failed.message()).contains("Exits", "code 7", "goodbye"));
    }

    @Test
    void invoke_noSuchHandler_isAnErrorThatNamesIt() {
        var missing = new FunctionDefinition("Missing", "missing", "example.Missing", "handlers.zip", TEN_SECONDS,
                MEMORY_MB, false, Map.of(), List.of());
        var lambda = lambda(false, 1, missing);

        // The managed runtime says so at the invocation, not before it.
        assertThat(lambda.invoke("Missing", event("pid"))).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.message()).contains("example.Missing"));
    }

    @Test
    void invoke_atTheSameTime_takesAProcessEach() throws Exception {
        var lambda = lambda(false, 3, function("Many", TEN_SECONDS, Map.of()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> call = () -> text(lambda.invoke("Many", event("pid")));
            var pids = threads.invokeAll(IntStream.range(0, 12).mapToObj(_ -> call).toList()).stream()
                    .map(IsolatedFunctionTest::result).distinct().toList();

            assertThat(pids).hasSizeBetween(1, 3);
        }
    }

    @Test
    void fleet_full_endsTheEnvironmentThatIsIdleLongest() {
        var lambda = lambda(false, 2, function("One", TEN_SECONDS, Map.of()),
                function("Two", TEN_SECONDS, Map.of()), function("Three", TEN_SECONDS, Map.of()));
        var one = text(lambda.invoke("One", event("pid")));
        var two = text(lambda.invoke("Two", event("pid")));

        lambda.invoke("Three", event("pid"));

        await().atMost(TEN_SECONDS).until(() -> ProcessHandle.of(Long.parseLong(one)).isEmpty());
        assertThat(text(lambda.invoke("Two", event("pid")))).isEqualTo(two);
    }

    @Test
    void fleet_starts_endsWhatAKilledEditionLeftFrozen() throws Exception {
        var library = folder.resolve("cache/runtime/libaws-lambda-jni.so");
        var orphan = new ProcessBuilder("sleep", "600").start();
        // The marks of a function's process whose parent does not live any more.
        var marked = new ProcessBuilder("/bin/sh", "-c", "sleep 600; true",
                "-Dcrealia.isolated.parent=" + Integer.MAX_VALUE,
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library).start();
        var ours = new ProcessBuilder("/bin/sh", "-c", "sleep 600; true",
                "-Dcrealia.isolated.parent=" + ProcessHandle.current().pid(),
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library).start();
        try {
            fleet(false, 1);

            assertThat(marked.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(ours.isAlive()).isTrue();
            assertThat(orphan.isAlive()).isTrue();
        } finally {
            for (var process : List.of(orphan, marked, ours)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Test
    void fleet_moreStartsThanAtATime_areInOrderOfPatienceAndArrival() throws Exception {
        var go = folder.resolve("go");
        var blocking = IntStream.range(0, Fleet.STARTS_AT_A_TIME).mapToObj(n -> "Blocking" + n).toList();
        var ids = List.of("First", "Second", "Third", "Fourth", "Fifth");
        var functions = Stream.concat(
                blocking.stream().map(id -> function(id, TEN_SECONDS,
                        Map.of("PLANTED", "waits", "FILE", go.toString()))),
                Stream.concat(ids.stream(), Stream.of("Api")).map(id -> function(id, TEN_SECONDS, Map.of())))
                .toArray(FunctionDefinition[]::new);
        var lambda = lambda(false, 20, functions);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            blocking.forEach(id -> threads.submit(() -> lambda.invoke(id, event("pid"))));
            await().atMost(TEN_SECONDS).until(() -> fleet.starting() == blocking.size());
            var pids = new ArrayList<Future<String>>();
            for (var id : ids) {
                pids.add(threads.submit(() -> text(lambda.invoke(id, event("pid")))));
                await().atMost(TEN_SECONDS).until(() -> fleet.waiting() == pids.size());
            }
            var api = threads.submit(() -> {
                var told = new AtomicReference<InvocationResult>();
                lambda.request("Api", event("pid"), TEN_SECONDS, told::set);
                return text(told.get());
            });
            await().atMost(TEN_SECONDS).until(() -> fleet.waiting() == pids.size() + 1);

            Files.createFile(go);

            var order = pids.stream().map(IsolatedFunctionTest::result).map(Long::valueOf).toList();
            var sorted = order.stream().sorted().toList();
            assertThat(Long.valueOf(api.get())).as("who waits the shortest").isLessThan(sorted.get(1));
            // Two that start at once may have their process in either order.
            assertThat(order).allSatisfy(
                    pid -> assertThat(Math.abs(order.indexOf(pid) - sorted.indexOf(pid))).isLessThanOrEqualTo(1));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void environment_leavesTheProcessorToTheStores() throws IOException {
        var lambda = lambda(false, 1, function("Nice", TEN_SECONDS, Map.of()));
        var pid = text(lambda.invoke("Nice", event("pid")));

        assertThat(Integer.parseInt(stat(pid)[NICE])).isGreaterThanOrEqualTo(14);
    }

    @Test
    void lease_allBusy_endsWhenPatienceDoes() throws Exception {
        var lambda = lambda(false, 1, function("Busy", TEN_SECONDS, Map.of()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            text(lambda.invoke("Busy", event("pid")));
            var hanging = threads.submit(() -> lambda.invoke("Busy", event("hang")));
            await().atMost(TEN_SECONDS).until(() -> {
                var told = new AtomicReference<InvocationResult>();
                lambda.request("Busy", event("pid"), Duration.ofMillis(200), told::set);
                return told.get();
            }, result -> result instanceof InitFailed failed
                    && failed.message().contains("all its environments are busy"));
            assertThat(hanging.get()).isInstanceOf(TimedOut.class);
        }
    }

    @Test
    void close_endsEveryProcess() throws Exception {
        var lambda = lambda(true, 2, function("One", TEN_SECONDS, Map.of()));
        var pid = Long.parseLong(text(lambda.invoke("One", event("pid"))));

        close();
        opened.clear();

        await().atMost(TEN_SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    /** The fields of proc(5)'s stat after the name in brackets. */
    private static String[] stat(String pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static FunctionDefinition function(String id, Duration timeout, Map<String, String> environment) {
        return TestFunctions.function(id, ProcessHandler.class, timeout, environment);
    }

    private Fleet fleet(boolean snapStart, int environments) {
        fleet = new Fleet(IsolatedSettings.in(folder.resolve("cache"), output::add).withSnapStart(snapStart)
                .withEnvironments(environments));
        opened.add(fleet);
        return fleet;
    }

    private LocalLambda lambda(boolean snapStart, int environments, FunctionDefinition... functions) {
        var fleet = fleet(snapStart, environments);
        var hosts = new ArrayList<FunctionHost>();
        for (var function : functions) {
            var variables = new HashMap<>(function.environment());
            variables.put("AWS_ACCESS_KEY_ID", "key");
            variables.put("AWS_SECRET_ACCESS_KEY", "a-secret-key");
            var arn = "arn:aws:lambda:eu-central-1:000000000000:function:" + function.name();
            hosts.add(IsolatedFunction.of(function, code, variables, arn, fleet));
        }
        var lambda = new LocalLambda(hosts, List.of(), java.time.InstantSource.system());
        opened.add(lambda);
        return lambda;
    }

    private static byte[] event(String words) {
        return ("\"" + words + "\"").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(InvocationResult result) {
        assertThat(result.succeeded()).as(result.summary()).isTrue();
        return new String(((Answered) result).payload(), StandardCharsets.UTF_8).replace("\"", "");
    }

    private static <T> T result(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
