package io.crealia.local.lambda;

import io.crealia.local.lambda.api.ApiFront;
import io.crealia.local.lambda.isolated.DeploymentPackage;
import io.crealia.local.lambda.isolated.Fleet;
import io.crealia.local.lambda.isolated.IsolatedFunction;
import io.crealia.local.lambda.queue.QueueMapping;
import io.crealia.local.lambda.queue.SqsEventSource;
import io.crealia.local.lambda.schedule.Scheduler;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.local.lambda.template.QueueDefinition;
import io.crealia.local.lambda.template.StackTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

/**
 * The template, running: its API on 127.0.0.1, its functions in this JVM, its queues polled, its schedules kept.
 *
 * <pre>{@code
 * var control = new EmbeddedCloudControl(cloud, "000000000000");
 * try (var runtime = LocalRuntime.start(LocalRuntimeSettings.of(template, control.access()), control)) {
 *     runtime.apiUrl();                                     // http://127.0.0.1:3000
 *     runtime.lambda().invoke("WorkflowOnFact", event);
 *     runtime.scheduler().trigger("WorkflowSweeper");
 * }
 * }</pre>
 */
public final class LocalRuntime implements AutoCloseable {

    private final StackTemplate template;
    private final LocalRuntimeSettings settings;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, DeploymentPackage> packages = new ConcurrentSkipListMap<>();
    private Optional<Fleet> fleet = Optional.empty();
    private LocalLambda lambda;
    private Optional<ApiFront> front = Optional.empty();
    private Scheduler scheduler;

    private LocalRuntime(StackTemplate template, LocalRuntimeSettings settings) {
        this.template = template;
        this.settings = settings;
    }

    /**
     * Opens the API's port first, then makes sure that queues, buckets and rules exist, then polls.
     *
     * @throws io.crealia.local.lambda.template.TemplateException for a mistake in the template
     * @throws io.crealia.local.lambda.api.PortInUseException when another program has the port
     */
    public static LocalRuntime start(LocalRuntimeSettings settings, CloudControl cloud) {
        var template = StackTemplate.read(settings.template(), new LocalResolver(settings, cloud));
        var runtime = new LocalRuntime(template, settings);
        try {
            runtime.serve();
            runtime.provide(cloud);
            runtime.poll(cloud);
            return runtime;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /**
     * Makes sure that the template's queues, buckets and rules exist, and runs nothing: for functions that another process
     * runs.
     *
     * @throws io.crealia.local.lambda.template.TemplateException for a mistake in the template
     */
    public static void provide(LocalRuntimeSettings settings, CloudControl cloud) {
        new LocalRuntime(StackTemplate.read(settings.template(), new LocalResolver(settings, cloud)), settings)
                .provide(cloud);
    }

    public StackTemplate template() {
        return template;
    }

    public LocalLambda lambda() {
        return lambda;
    }

    /** Empty when functions run in this JVM. */
    public Optional<Fleet> fleet() {
        return fleet;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    /** @throws IllegalStateException when the template has no API */
    public URI apiUrl() {
        var port = front.orElseThrow(() -> new IllegalStateException("The template has no API")).port();
        return URI.create("http://127.0.0.1:" + port);
    }

    private void serve() {
        fleet = settings.isolation().map(isolation -> opened(new Fleet(isolation)));
        fleet.ifPresent(this::unpack);
        var hosts = template.functions().stream().map(this::host).toList();
        fleet.ifPresent(this::prune);
        lambda = opened(new LocalLambda(hosts, settings.listeners(), settings.clock()));
        front = template.api().map(api -> opened(ApiFront.start(api, template.functions(), lambda,
                new ApiFront.Settings(settings.apiPort(), settings.cloud().account(), settings.cloud().region(),
                        ApiFront.Settings.INTEGRATION_TIMEOUT, settings.clock(), settings.throttle().or(api::throttle),
                        settings.inFlight()))));
    }

    private FunctionHost host(FunctionDefinition function) {
        var arn = "arn:aws:lambda:" + settings.cloud().region() + ":" + settings.cloud().account() + ":function:"
                + function.name();
        return fleet.<FunctionHost>map(processes -> IsolatedFunction.of(function,
                Objects.requireNonNull(packages.get(function.codeUri()), "unpacked before"),
                environment(function), arn, processes))
                .orElseGet(() -> new FunctionInstance(function, environment(function), arn,
                        LocalRuntime.class.getClassLoader()));
    }

    /** All zips at once: each has 14,000 files and takes some seconds. */
    private void unpack(Fleet processes) {
        template.functions().stream().map(FunctionDefinition::codeUri).distinct().toList().parallelStream()
                .forEach(uri -> packages.put(uri, unpack(uri, processes)));
    }

    private DeploymentPackage unpack(String uri, Fleet processes) {
        try {
            return processes.unpack(settings.template().resolveSibling(uri));
        } catch (IOException e) {
            throw new UncheckedIOException(uri + " cannot be unpacked", e);
        }
    }

    private void prune(Fleet processes) {
        try {
            processes.prune(packages.values());
        } catch (IOException e) {
            throw new UncheckedIOException("packages of earlier builds cannot be deleted", e);
        }
    }

    /** The zips that run, by the template's {@code CodeUri}; empty when functions run in this JVM. */
    public Map<String, DeploymentPackage> packages() {
        return Map.copyOf(packages);
    }

    /** Empty values are left out: they come from parameters that mean nothing here, such as a secret's ARN. */
    private Map<String, String> environment(FunctionDefinition function) {
        var environment = new TreeMap<String, String>();
        function.environment().forEach((name, value) -> {
            if (!value.isEmpty()) {
                environment.put(name, value);
            }
        });
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("_HANDLER", function.handlerClass());
        environment.putAll(settings.cloud().environment());
        environment.putAll(settings.environment());
        return environment;
    }

    private void provide(CloudControl cloud) {
        // Dead letters first: a queue refers to them.
        template.queues().stream().filter(queue -> queue.redrive().isEmpty()).forEach(cloud::createQueue);
        template.queues().stream().filter(queue -> queue.redrive().isPresent()).forEach(cloud::createQueue);
        for (var bucket : template.buckets()) {
            cloud.createBucket(bucket);
            bucket.notifications().forEach(notification -> cloud.notifyQueue(bucket.name(), notification));
        }
        template.transcodeQueues().forEach(cloud::createTranscodeQueue);
        template.rules().forEach(cloud::rule);
    }

    private void poll(CloudControl cloud) {
        var sqs = opened(new SharedSqsClient(settings.cloud()));
        var sources = opened(new Sources());
        var resolver = new LocalResolver(settings, cloud);
        for (var function : template.functions()) {
            for (var source : function.events(QueueSource.class)) {
                var mapping = new QueueMapping(function.id(), cloud.queueUrl(source.queueName()),
                        resolver.queueArn(source.queueName()), settings.cloud().region(), source.batchSize(),
                        source.maximumConcurrency(), source.reportsItemFailures(), visibility(source), sqs);
                sources.all.add(SqsEventSource.start(mapping, lambda));
            }
        }
        scheduler = opened(Scheduler.start(template.functions(), lambda, settings.cloud().region(),
                settings.cloud().account(), settings.clock(), settings.rates()));
    }

    private Optional<Duration> visibility(QueueSource source) {
        var own = template.queue(source.queueName()).map(QueueDefinition::visibility).orElse(Duration.ZERO);
        return own.compareTo(settings.visibilityOverride()) > 0
                ? Optional.of(settings.visibilityOverride())
                : Optional.empty();
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    /** Stops schedules and pollers, then the API, then the functions. Messages that were not finished stay queued. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                var next = new IllegalStateException("The local edition did not stop cleanly: " + e.getMessage(), e);
                if (failure == null) {
                    failure = next;
                } else {
                    failure.addSuppressed(next);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Pollers wait for their invocations when they close, so they close side by side. */
    private static final class Sources implements AutoCloseable {

        private final List<SqsEventSource> all = new ArrayList<>();

        @Override
        public void close() {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                all.forEach(source -> threads.execute(source::close));
            }
        }
    }
}
