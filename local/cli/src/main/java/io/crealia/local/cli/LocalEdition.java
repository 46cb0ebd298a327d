package io.crealia.local.cli;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.SecretFile;
import io.crealia.local.lambda.CloudControl;
import io.crealia.local.lambda.EmbeddedCloudControl;
import io.crealia.local.lambda.LocalRuntime;
import io.crealia.local.lambda.LocalRuntimeSettings;
import io.crealia.local.lambda.LowPriority;
import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import io.crealia.local.observability.ObservabilityStack;
import io.crealia.local.observability.Programs;
import io.crealia.local.observability.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The embedded cloud, the local Lambda service and the functions, put together from {@code template.yaml}. */
public final class LocalEdition implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final List<String> RATES = List.of("CREALIA_LIMIT_READ", "CREALIA_LIMIT_LIST", "CREALIA_LIMIT_WRITE",
            "CREALIA_LIMIT_CREATE", "CREALIA_LIMIT_PRIVACY", "CREALIA_LIMIT_PLAY");
    /** More than this machine does: whoever measures it, or plays with it alone, is not to be held back. */
    private static final String UNHURRIED = "20000/40000";
    private static final Throttle UNHURRIED_STAGE = new Throttle(20_000, 40_000);

    static final String METRICS_EXPORTER = "crealia-local-metrics-exporter";
    /** The template says a minute, which is long for somebody who looks on. */
    private static final Duration PUSH_EVERY = Duration.ofSeconds(5);

    private final EditionSettings settings;
    private final EmbeddedCloud cloud;
    private final Optional<ObservabilityStack> observability;
    private final LocalRuntime runtime;
    private final URI api;

    private LocalEdition(EditionSettings settings, EmbeddedCloud cloud, Optional<ObservabilityStack> observability,
            LocalRuntime runtime, URI api) {
        this.settings = settings;
        this.cloud = cloud;
        this.observability = observability;
        this.runtime = runtime;
        this.api = api;
    }

    /** Returns when the API answers. Whatever was started is ended again if something does not start. */
    public static LocalEdition start(EditionSettings settings) {
        return start(settings, UnaryOperator.identity());
    }

    /** @param decorator stands between the template's wishes and the cloud, for example to hold events back in a test */
    public static LocalEdition start(EditionSettings settings, UnaryOperator<CloudControl> decorator) {
        var api = URI.create("http://127.0.0.1:" + (settings.apiPort() == 0 ? freePort() : settings.apiPort()));
        var cloudSettings = CloudSettings.inDirectory(settings.cloudData()).withPorts(settings.ports())
                .withAudience(DeveloperToken.AUDIENCE);
        var cloud = LowPriority.stores(() -> EmbeddedCloud.start(cloudSettings));
        Optional<ObservabilityStack> observability = Optional.empty();
        try {
            // After the cloud, which refuses a folder on which another edition runs.
            observability = settings.observability()
                    .map(wanted -> ObservabilityStack.start(Programs.find(SearchPath.ofEnvironment()), wanted));
            var control = new EmbeddedCloudControl(cloud, cloudSettings.account());
            var runtimeSettings = LocalRuntimeSettings.of(settings.template(), control.access())
                    .withApiPort(api.getPort()).withEnvironment(environment(settings, cloud, api))
                    .withThrottle(UNHURRIED_STAGE);
            if (observability.isPresent()) {
                runtimeSettings = runtimeSettings
                        .withEnvironment(
                                Map.of("CREALIA_METRICS_PUSHGATEWAY", observability.get().pushgateway().toString()))
                        .withRate(METRICS_EXPORTER, PUSH_EVERY);
            }
            runtimeSettings = settings.isolation().map(runtimeSettings::withIsolation).orElse(runtimeSettings);
            // Written first: what fails after it is ended again, and so is the file.
            new RunFile(ProcessHandle.current().pid(), api, cloud.endpoints().issuer().toString(),
                    cloud.endpoints().mongoUri(), cloud.endpoints().sqs(), RunFile.Storage.of(cloud.endpoints()))
                    .write(settings.home());
            return new LocalEdition(settings, cloud, observability,
                    LocalRuntime.start(runtimeSettings, decorator.apply(control)), api);
        } catch (RuntimeException e) {
            RunFile.delete(settings.home());
            observability.ifPresent(ObservabilityStack::close);
            cloud.close();
            throw e;
        }
    }

    /** What takes the place of secrets and of Cognito. */
    private static Map<String, String> environment(EditionSettings settings, EmbeddedCloud cloud, URI api) {
        var endpoints = cloud.endpoints();
        var environment = new HashMap<String, String>();
        environment.put("CREALIA_MONGO_URI", endpoints.mongoUri().toString());
        environment.put("CREALIA_REDIS_URI", endpoints.redisUri().toString());
        environment.put("CREALIA_AUTH_ISSUER", endpoints.issuer().toString());
        environment.put("CREALIA_AUTH_AUDIENCE", DeveloperToken.AUDIENCE);
        environment.put("CREALIA_AUTH_JWKS_URI", endpoints.jwksUri().toString());
        environment.put("CREALIA_PLAYBACK_KEY", SecretFile.readOrCreate(settings.home().resolve("playback-key"),
                LocalEdition::newKey));
        environment.put("CREALIA_PRIVACY_KEY", privacyKey(settings));
        environment.put("CREALIA_PLAYBACK_BASE_URL", api.toString());
        environment.put("CREALIA_QUOTA_DAILY_UPLOADS", "100000000");
        environment.put("CREALIA_QUOTA_DAILY_BYTES", Long.toString(1L << 50));
        RATES.forEach(rate -> environment.put(rate, UNHURRIED));
        environment.put("CREALIA_WEBHOOKS_ALLOW_LOOPBACK", "true");
        Optional.ofNullable(System.getenv("CREALIA_METRICS_PUSHGATEWAY"))
                .ifPresent(address -> environment.put("CREALIA_METRICS_PUSHGATEWAY", address));
        environment.putAll(AiEnvironment.of(endpoints.ai(), endpoints.aiKey(), System.getenv()));
        environment.putAll(settings.overrides());
        return environment;
    }

    /** The master of what is sealed and signed in this data folder. */
    static String privacyKey(EditionSettings settings) {
        return SecretFile.readOrCreate(settings.home().resolve("privacy-key"), LocalEdition::newKey);
    }

    public URI api() {
        return api;
    }

    public String issuer() {
        return cloud.endpoints().issuer().toString();
    }

    public EmbeddedCloud cloud() {
        return cloud;
    }

    public LocalRuntime runtime() {
        return runtime;
    }

    /** Empty without {@code --observability}. */
    Optional<ObservabilityStack> observability() {
        return observability;
    }

    /** One line per server. */
    List<String> status() {
        var lines = new ArrayList<String>();
        cloud.status()
                .forEach(server -> lines.add("%-11s %s".formatted(server.service().name().toLowerCase(Locale.ROOT),
                        server.description())));
        observability.ifPresent(stack -> lines.addAll(stack.status()));
        return lines;
    }

    @Override
    public void close() {
        RunFile.delete(settings.home());
        try {
            runtime.close();
        } finally {
            try {
                cloud.close();
            } finally {
                observability.ifPresent(ObservabilityStack::close);
            }
        }
    }

    private static String newKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }
}
