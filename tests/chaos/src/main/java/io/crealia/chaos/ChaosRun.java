package io.crealia.chaos;

import io.crealia.chaos.app.Application;
import io.crealia.chaos.check.Evidence;
import io.crealia.chaos.check.Finals;
import io.crealia.chaos.check.Violations;
import io.crealia.chaos.cloud.ChaosCloud;
import io.crealia.chaos.cloud.ChaosCloud.InFlight;
import io.crealia.chaos.cloud.CrashPoints;
import io.crealia.chaos.cloud.CrashPoints.Point;
import io.crealia.chaos.cloud.Fate;
import io.crealia.chaos.work.AssetPlan;
import io.crealia.chaos.work.Book;
import io.crealia.chaos.work.Films;
import io.crealia.chaos.work.Http;
import io.crealia.chaos.work.Workload;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One run: a rehearsal without faults, then kills while creators upload, then quiet, then the checks. */
public final class ChaosRun implements AutoCloseable {
    /** Assets that are begun before the first kill. */
    private static final int LEAD = 6;
    private static final long REHEARSAL_MILLIS = 600_000;
    private static final long POINT_MILLIS = 12_000;
    /**
     * A process lives until it has finished so many batches of messages, less than this; as long as a machine needs for it.
     * An asset takes about 25, and between two kills two or three creators begin.
     */
    private static final int MOST_BATCHES = 120;
    private static final long MOST_LIFE_MILLIS = 40_000;
    private static final int MOST_MORE_MILLIS = 400;
    /** With as many kills, each kind of work was under way at one of them. */
    private static final int MEET_ALL = 20;
    private static final long TERMINAL_MILLIS = 120_000;
    private static final long QUIET_MILLIS = 180_000;
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final ChaosSettings settings;
    private final Consumer<String> says;
    private final Random random;
    private final Fate fate;
    private final ChaosCloud cloud;
    private final Application application;
    private final Films films;
    private final Map<String, String> tokens = new TreeMap<>();
    private final List<Report.Kill> kills = new ArrayList<>();
    private final Book book = new Book();

    /** @param says is told how the run goes on */
    public ChaosRun(ChaosSettings settings, Consumer<String> says) throws IOException, InterruptedException {
        this.settings = settings;
        this.says = says;
        this.random = new Random(settings.seed());
        this.fate = new Fate(settings.seed(), settings.faults());
        Files.createDirectories(settings.folder());
        films = Films.make(settings.folder().resolve("films"));
        cloud = new ChaosCloud(settings.root(), settings.folder(), settings.kills(), fate);
        try {
            var planFile = settings.folder().resolve("application.json");
            cloud.plan().write(planFile);
            application = new Application(planFile, settings.folder());
            AssetPlan.TENANTS.forEach(tenant -> tokens.put(tenant, cloud.token(tenant)));
        } catch (IOException | RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    public Report run() throws InterruptedException {
        application.startToTrain();
        rehearse();
        application.trained();
        var plans = AssetPlan.plans(settings.assets(), settings.seed());
        var workload = workload(plans, book);
        fate.faulty(true);
        kill(workload);
        fate.faulty(false);
        var last = System.nanoTime();
        application.start();
        workload.begin(settings.assets());
        return settle(workload, last);
    }

    private Workload workload(List<AssetPlan> plans, Book notes) {
        return new Workload(plans, films, notes, over -> new Http(cloud.api(), tokens::get, over, notes));
    }

    /** Endpoints are made, and one film of each kind goes through the real transcoder, whose outputs are kept. */
    private void rehearse() {
        var notes = new Book();
        var http = new Http(cloud.api(), tokens::get, () -> false, notes);
        for (var tenant : AssetPlan.TENANTS) {
            http.call(tenant, "POST", "/v1/webhook-endpoints", Optional.of("endpoint-" + tenant),
                    Optional.of(Json.object().put("url", cloud.webhook(tenant).toString())))
                    .filter(answer -> answer.status() == 201).orElseThrow(
                            () -> new IllegalStateException("the webhook endpoint of " + tenant + " was refused"));
        }
        var plans = List.of(rehearsed(0, false), rehearsed(1, true));
        var workload = workload(plans, notes);
        workload.begin(plans.size());
        if (!waited(() -> workload.unfinished().isEmpty(), System.nanoTime(), REHEARSAL_MILLIS)) {
            throw new IllegalStateException("the rehearsal does not end: " + notes.shown() + ", see "
                    + settings.folder());
        }
        for (var plan : plans) {
            var asset = notes.started(plan.number()).orElseThrow().assetId();
            if (!"ready".equals(notes.shown().get(plan.number()))) {
                throw new IllegalStateException("the rehearsal's film is " + notes.shown() + ", see "
                        + settings.folder());
            }
            var recording = cloud.record(plan.tenant(), asset);
            AssetPlan.plans(settings.assets(), settings.seed()).stream()
                    .filter(each -> each.recorded() && each.speech() == plan.speech())
                    .forEach(each -> cloud.recorded(films.file(each).length, recording));
        }
        says.accept("rehearsed; the lines begin to fail");
    }

    private AssetPlan rehearsed(int number, boolean speech) {
        return new AssetPlan(settings.assets() + number, AssetPlan.TENANTS.getFirst(), speech, false, false, false);
    }

    private void kill(Workload workload) throws InterruptedException {
        var turns = new Kills(random);
        workload.begin(LEAD);
        for (int i = 0; i < settings.kills(); i++) {
            if (application.dead()) {
                application.start();
            }
            live(workload);
            // Fresh ones, so that there is somebody at each point.
            workload.begin(LEAD + (int) Math.ceil((i + 1.0) * (settings.assets() - LEAD) / settings.kills()));
            var point = turns.next();
            point.filter(Point::needsParts).ifPresent(_ -> workload.hurry(AssetPlan::parts));
            point.filter(Point::needsSpeech).ifPresent(_ -> workload.hurry(AssetPlan::speech));
            var seen = new AtomicReference<InFlight>();
            Runnable kill = () -> {
                seen.set(cloud.inFlight(workload.uploading()));
                application.kill();
            };
            var where = "any moment";
            if (point.isPresent() && fate.killAt(point.get(), kill, POINT_MILLIS)) {
                where = point.get().toString();
            } else {
                point.ifPresent(turns::again);
                LockSupport.parkNanos(random.nextInt(MOST_MORE_MILLIS) * 1_000_000L);
                kill.run();
            }
            kills.add(new Report.Kill(where, seen.get()));
            says.accept(String.format(Locale.ROOT, "kill %d of %d at %s; %s; %d begun, %d unfinished",
                    i + 1, settings.kills(), where, seen.get(), workload.begun(), workload.unfinished().size()));
        }
    }

    // Whoever always dies while it starts does nothing that could be lost.
    private void live(Workload workload) {
        var enough = fate.batches() + random.nextInt(MOST_BATCHES);
        waited(() -> fate.batches() >= enough || workload.unfinished().isEmpty(), System.nanoTime(),
                MOST_LIFE_MILLIS);
    }

    private Report settle(Workload workload, long last) {
        var terminal = waited(() -> workload.unfinished().isEmpty(), last, TERMINAL_MILLIS) ? since(last) : -1;
        says.accept(terminal < 0 ? "unfinished: " + workload.unfinished() : "all assets have their end");
        var found = check();
        while (!found.byName().isEmpty() && since(last) < QUIET_MILLIS) {
            LockSupport.parkNanos(LOOK_NANOS);
            found = check();
        }
        var quiet = found.byName().isEmpty() ? since(last) : -1;
        workload.end();
        if (terminal < 0) {
            found.add("QUIESCE", workload.unfinished().size() + " assets have no end " + TERMINAL_MILLIS / 1000
                    + " s after the last kill");
        }
        var states = new TreeMap<String, Integer>();
        book.shown().values().forEach(state -> states.merge(state, 1, Integer::sum));
        var report = new Report(List.copyOf(kills), fate.injected(), states, terminal, quiet, book.answered(),
                book.unanswered(), cloud.receiver().taken().size(), found);
        harness(report);
        return report;
    }

    // A run in which nothing happened proves nothing. Few kills may miss a kind of work, and the table says so.
    private void harness(Report report) {
        for (var kind : Map.<String, java.util.function.ToIntFunction<InFlight>>of("upload", InFlight::uploads,
                "transcode", InFlight::transcodes, "AI call", InFlight::ai, "webhook", InFlight::webhooks)
                .entrySet()) {
            if (report.kills().size() >= MEET_ALL && report.total(kind.getValue()) == 0) {
                report.violations().add("IN_FLIGHT", "no " + kind.getKey() + " was under way at any kill");
            }
        }
        if (settings.faults() > 0 && report.faults().isEmpty()) {
            report.violations().add("IN_FLIGHT", "no line failed");
        }
        if (report.kills().size() >= 2 * CrashPoints.all().size()) {
            var reached = report.kills().stream().map(Report.Kill::where).toList();
            CrashPoints.all().stream().map(Point::toString).filter(point -> !reached.contains(point))
                    .forEach(point -> report.violations().add("COVERAGE", "nobody was killed at " + point));
        }
    }

    /** Looks at the stores as they are now. */
    Violations check() {
        var violations = new Violations();
        var failures = kills.size() + book.unanswered()
                + fate.injected().values().stream().mapToInt(Integer::intValue).sum();
        new Finals(Evidence.read(book, cloud.stores(), cloud.transcoder(), cloud.receiver(), failures), violations)
                .check();
        return violations;
    }

    /** For tests that tamper with what is there. */
    ChaosCloud cloud() {
        return cloud;
    }

    Book book() {
        return book;
    }

    private static boolean waited(java.util.function.BooleanSupplier done, long from, long millis) {
        while (!done.getAsBoolean()) {
            if (since(from) >= millis) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS / 10);
        }
        return true;
    }

    private static long since(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Override
    public void close() {
        application.close();
        cloud.close();
    }
}
