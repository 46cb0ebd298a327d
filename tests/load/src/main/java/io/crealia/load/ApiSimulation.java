package io.crealia.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of the API: 60 % read an asset or its playback addresses, 20 % list assets, 15 % start an upload, 5 % give one up.
 * Every request carries its tenant's token.
 */
public final class ApiSimulation extends Simulation {
    /** System property: the file of the {@link Plan}. */
    static final String PLAN = "crealia.load.plan";

    private static final double ASSET = 40;
    private static final double PLAYBACK = 20;
    private static final double LIST = 20;
    private static final double CREATE = 15;
    private static final double ABORT = 5;
    private static final String UPLOAD = "{\"filename\":\"load.mp4\",\"content_type\":\"video/mp4\",\"size_bytes\":1000,"
            + "\"checksum_sha256\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}";

    private final Plan plan;
    private final List<PhaseWatch> watches = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("phases").factory());
    private final AtomicInteger turn = new AtomicInteger();
    /** Uploads that somebody may give up, by tenant. */
    private final Map<String, Queue<String>> uploads = new ConcurrentHashMap<>();

    /** Gatling makes it. */
    public ApiSimulation() {
        try {
            plan = Plan.read(Path.of(System.getProperty(PLAN)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var populations = plan.phases().stream().map(this::population).toList();
        var last = populations.getLast();
        for (var population : populations.subList(0, populations.size() - 1).reversed()) {
            last = population.andThen(last);
        }
        setUp(last);
    }

    @Override
    public void after() {
        timer.shutdown();
        var json = JsonNodeFactory.instance.objectNode();
        var phases = json.putArray("phases");
        watches.forEach(watch -> phases.add(watch.json()));
        try {
            Files.write(plan.results(), new ObjectMapper().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PopulationBuilder population(Phase phase) {
        var watch = new PhaseWatch(phase, System::nanoTime, this::cpu, timer);
        watches.add(watch);
        var one = exec(this::client).exec(request(watch));
        var clients = scenario(phase.name());
        if (phase.open()) {
            return clients.exec(one)
                    .injectOpen(constantUsersPerSec(phase.ratePerSecond()).during(phase.whole()))
                    .protocols(protocol().shareConnections());
        }
        var loop = phase.ratePerSecond() == 0 ? request(watch) : paced(phase).exec(request(watch));
        return clients.exec(this::client).exec(asLongAs(_ -> watch.goesOn()).on(loop))
                .injectOpen(arrivals(phase)).protocols(protocol());
    }

    /**
     * From request to request of one client, half as long to half as long again as on average: with one pause for all,
     * clients that once had to wait together would come together ever after.
     */
    private static ChainBuilder paced(Phase phase) {
        var average = phase.connections() * 1e9 / phase.ratePerSecond();
        return pace(Duration.ofNanos((long) (average / 2)), Duration.ofNanos((long) (average * 3 / 2)));
    }

    /** The last connection opens well before the ramp ends. Over a ramp of nearly no time Gatling opens none. */
    private static OpenInjectionStep arrivals(Phase phase) {
        return phase.ramp().isZero()
                ? atOnceUsers(phase.connections())
                : rampUsers(phase.connections()).during(phase.ramp().dividedBy(2));
    }

    private HttpProtocolBuilder protocol() {
        return http.baseUrl(plan.api().toString()).acceptHeader("application/json")
                .userAgentHeader("crealia-load").authorizationHeader("Bearer #{token}").disableCaching()
                .disableWarmUp().disableFollowRedirect();
    }

    private Session client(Session session) {
        var client = plan.clients().get(Math.floorMod(turn.getAndIncrement(), plan.clients().size()));
        return session.set("tenant", client.tenant()).set("token", client.token()).set("asset", client.asset());
    }

    private ChainBuilder request(PhaseWatch watch) {
        var name = watch.phase().name() + ": ";
        var create = create(watch, name);
        return exec(session -> {
            watch.begin();
            return session;
        }).exec(randomSwitch().on(
                percent(ASSET).then(counted(watch, "read", http(name + "asset").get("/v1/assets/#{asset}"))),
                percent(PLAYBACK)
                        .then(counted(watch, "read", http(name + "playback").get("/v1/assets/#{asset}/playback"))),
                percent(LIST).then(counted(watch, "list", http(name + "list").get("/v1/assets?limit=20"))),
                percent(CREATE).then(create),
                percent(ABORT).then(exec(this::claim).exec(doIfOrElse(session -> session.contains("upload"))
                        .then(counted(watch, "abort", http(name + "abort").delete("/v1/uploads/#{upload}")))
                        .orElse(create)))));
    }

    private ChainBuilder create(PhaseWatch watch, String name) {
        return exec(session -> session.set("key", UUID.randomUUID().toString()))
                .exec(counted(watch, "create", http(name + "create").post("/v1/uploads")
                        .header("Idempotency-Key", "#{key}").header("Content-Type", "application/json")
                        .body(StringBody(UPLOAD)).check(regex("\"id\":\"([^\"]+)\"").optional().saveAs("created"))))
                .exec(this::offer);
    }

    private Session claim(Session session) {
        var id = open(session).poll();
        return id == null ? session.remove("upload") : session.set("upload", id);
    }

    private Session offer(Session session) {
        if (session.contains("created")) {
            open(session).offer(session.getString("created"));
        }
        return session.remove("created");
    }

    private Queue<String> open(Session session) {
        return uploads.computeIfAbsent(session.getString("tenant"), _ -> new ConcurrentLinkedQueue<>());
    }

    /** Saves what the answer was before anything about it is checked: a request without it had no answer. */
    private static ChainBuilder counted(PhaseWatch watch, String kind, HttpRequestActionBuilder request) {
        return exec(request.check(status().saveAs("status"), responseTimeInMillis().saveAs("millis"),
                header("Retry-After").optional().saveAs("retry"), status().in(200, 201, 202, 204)))
                .exec(session -> {
                    var status = session.contains("status") ? session.getInt("status") : 0;
                    var millis = session.contains("millis") ? session.getInt("millis") : 0;
                    watch.count(kind, status, millis, session.contains("retry"));
                    return session.removeAll("status", "millis", "retry").markAsSucceeded();
                });
    }

    private PhaseWatch.Cpu cpu() {
        var server = ProcessHandle.of(plan.server()).flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        var own = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        return new PhaseWatch.Cpu(server, Duration.ofNanos(own));
    }
}
