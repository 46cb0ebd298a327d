package io.crealia.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.crealia.platform.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A local edition with a folder and free ports of its own, tenants with a video each, and a load generator in a process beside
 * it. The edition's data is deleted at the end; reports stay.
 */
final class LoadRig implements AutoCloseable {
    /** System property: the generator's class path, which the script has built. */
    static final String CLASS_PATH = "crealia.load.classpath";

    private static final int SAMPLE_SECONDS = 2;
    private static final Duration PROCESSING = Duration.ofMinutes(10);
    /** What a generator may take beyond its phases: start, report. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    private final Path folder;
    private final LocalEdition edition;
    private final ArrayNode clients;
    private final Optional<Processors> processors;

    private LoadRig(Path folder, LocalEdition edition, ArrayNode clients, Optional<Processors> processors) {
        this.folder = folder;
        this.edition = edition;
        this.clients = clients;
        this.processors = processors;
    }

    /**
     * Starts the edition and takes one short video of each tenant through the pipeline.
     *
     * @param processors for edition and generator, while there is load; empty to share all
     */
    static LoadRig start(EditionSettings settings, Path folder, int tenants, Optional<Processors> processors)
            throws IOException, InterruptedException {
        if (System.getProperty(CLASS_PATH) == null) {
            throw new IllegalStateException(
                    "the load generator is not built: start it as ./crealia load, or set -D" + CLASS_PATH);
        }
        Files.createDirectories(folder);
        var own = new EditionSettings(settings.root(), folder.resolve("edition"), 0, settings.overrides(),
                settings.isolation(), Optional.empty());
        var edition = LocalEdition.start(own);
        try {
            initialise(edition);
            var sample = SampleVideo.in(settings, SAMPLE_SECONDS);
            var clients = Json.object().putArray("clients");
            for (var tenant = 1; tenant <= tenants; tenant++) {
                clients.add(client(own, edition, "load-" + tenant, sample));
            }
            return new LoadRig(folder, edition, clients, processors);
        } catch (IOException | InterruptedException | RuntimeException e) {
            edition.close();
            throw e;
        }
    }

    /** Handlers are constructed at their first call otherwise, which may take long on a busy machine. */
    private static void initialise(LocalEdition edition) {
        edition.runtime().template().functions().stream().filter(each -> !each.events(ApiRoute.class).isEmpty())
                .forEach(each -> edition.runtime().lambda().initialise(each.id()).ifPresent(problem -> {
                    throw new IllegalStateException("function " + each.id() + " does not start: " + problem);
                }));
    }

    private static ObjectNode client(EditionSettings settings, LocalEdition edition,
            String tenant, Path sample) throws IOException, InterruptedException {
        var token = DeveloperToken.issue(settings, edition.issuer(), tenant, DeveloperToken.SCOPES,
                DeveloperToken.LIFETIME);
        var outcome = new Journey(new ApiClient(edition.api(), () -> token), new ProgressView.Silent(), PROCESSING)
                .take(sample, new RunChoice());
        if (!outcome.ready()) {
            throw new IllegalStateException("the video of " + tenant + " did not become ready: " + outcome.detail());
        }
        return Json.object().put("tenant", tenant).put("token", token).put("asset", outcome.assetId());
    }

    LocalEdition edition() {
        return edition;
    }

    /** One generator; its HTML report goes below the folder. */
    List<LoadResult> run(String name, List<LoadPhase> phases) throws IOException, InterruptedException {
        var results = folder.resolve(name + ".json");
        // A temporary file is its owner's only: there are tokens in it.
        var plan = Files.createTempFile(folder, "plan", ".json");
        try {
            Files.write(plan, Json.bytes(plan(phases, results)));
            processors.ifPresent(Processors::take);
            generate(name, plan, phases.stream().map(LoadPhase::whole).reduce(GRACE, Duration::plus));
            var all = new ArrayList<LoadResult>();
            Json.parse(Files.readString(results)).path("phases").forEach(phase -> all.add(LoadResult.of(phase)));
            return all;
        } finally {
            processors.ifPresent(Processors::giveBack);
            Files.deleteIfExists(plan);
        }
    }

    private ObjectNode plan(List<LoadPhase> phases, Path results) {
        var plan = Json.object().put("api", edition.api().toString()).put("server_pid", ProcessHandle.current().pid())
                .put("results", results.toString());
        plan.set("clients", clients);
        var array = plan.putArray("phases");
        phases.forEach(phase -> array.add(phase.json()));
        return plan;
    }

    private void generate(String name, Path plan, Duration atMost) throws IOException, InterruptedException {
        var log = folder.resolve(name + ".log");
        var command = new ArrayList<>(processors.map(Processors::generatorCommand).orElse(List.of()));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Xms512m", "-Xmx1g", "-Xmn256m", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.prefs.userRoot=" + folder.resolve("edition"), "-cp", System.getProperty(CLASS_PATH),
                "io.crealia.load.Generator", plan.toString(), folder.resolve(name).toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        var end = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the load generator did not end within " + atMost + ", see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("the load generator ended with " + process.exitValue() + ", see "
                        + log);
            }
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    /** Gatling's pages. */
    List<Path> reports() throws IOException {
        try (var files = Files.walk(folder, 3)) {
            return files.filter(file -> file.getFileName().toString().equals("index.html")).sorted().toList();
        }
    }

    @Override
    public void close() {
        edition.close();
        delete(folder.resolve("edition"));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
