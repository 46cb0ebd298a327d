package io.crealia.local.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the local edition running. */
@Command(name = "up", description = "Starts everything and keeps it running until you press Ctrl-C.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Option(names = "--isolated", description = "Run each function from its deployable zip, under AWS's runtime interface client in processes of its own: with a memory limit, frozen between invocations, killed at its timeout, restored from a snapshot")
    private boolean isolated;

    @Option(names = "--no-snapstart", description = "With --isolated: initialise instead of restoring a snapshot")
    private boolean noSnapStart;

    @Option(names = "--observability", description = "Start Prometheus, Pushgateway and Alertmanager too (PORT+17 to PORT+19), with the project's alerts; needs them on the PATH and says how to install them otherwise")
    private boolean observability;

    @Option(names = "--alerts-to", paramLabel = "URL", description = "With --observability: Alertmanager posts alerts there")
    private Optional<URI> alertsTo = Optional.empty();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (noSnapStart && !isolated) {
            throw new IllegalArgumentException("--no-snapstart: expected --isolated beside it");
        }
        if (alertsTo.isPresent() && !observability) {
            throw new IllegalArgumentException("--alerts-to: expected --observability beside it");
        }
        var plain = observability ? options.settings().observed(alertsTo) : options.settings();
        var settings = isolated ? plain.isolated().with(same -> same.withSnapStart(!noSnapStart)) : plain;
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            await(stopped);
        }));
        try (var edition = LocalEdition.start(settings)) {
            var token = DeveloperToken.issue(settings, edition.issuer());
            new ApiClient(edition.api(), () -> token).get("/health/live");
            var sinceJvm = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.printf("API         %s   (first request answered %d ms after the JVM's start)%n", edition.api(),
                    sinceJvm);
            edition.status().forEach(line -> System.out.println(line));
            System.out.println("data        " + settings.home());
            for (var line : Packages.lines(edition.runtime().packages(), settings.root())) {
                System.out.println("zip         " + line);
            }
            System.out.println(
                    "Try         ./crealia process FILE   ./crealia status   ./crealia logs   ./crealia token");
            edition.observability().ifPresent(stack -> System.out.println("Look        " + stack.prometheus()
                    + "/alerts   ./crealia dashboard   (first values after about 15 s)"));
            System.out.println("Ctrl-C ends it; the data stays.");
            System.out.flush();
            stop.await();
        } finally {
            stopped.countDown();
        }
        return Exit.OK;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
