package io.crealia.micro;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.domain.Decision;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.Template;
import io.crealia.workflow.domain.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The workflow's decision: a run begins, and its first step succeeds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecideBenchmark {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ULID = "00000000000000000000000001";
    private static final TenantId TENANT = new TenantId("acme");
    private static final AssetId ASSET = new AssetId(AssetId.PREFIX + ULID);

    private final Decider decider = new Decider(new Templates(
            List.of(Template.autoReels(new Template.Timing(Duration.ofHours(24), Duration.ofMinutes(30),
                    Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofMinutes(5))))));
    private final Event.Started start = new Event.Started("evt_start", order());
    private final Run run = decider.open(start, NOW).next();
    private final Event.StepSucceeded succeeded = succeeded(run);

    /** JMH makes it. */
    public DecideBenchmark() {}

    @Benchmark
    public Run open() {
        return decider.open(start, NOW).next();
    }

    @Benchmark
    public Decision stepSucceeded() {
        return decider.decide(run, succeeded, NOW);
    }

    private static Event.StepSucceeded succeeded(Run run) {
        var token = new StepToken(run.id(), Step.PROBE, 1);
        return new Event.StepSucceeded("evt_ok", token, MediaKeys.result(TENANT, ASSET, token), Optional.empty());
    }

    private static RunOrder order() {
        var upload = new UploadId(UploadId.PREFIX + ULID);
        return new RunOrder(RunOrder.firstRunOf(upload), TENANT, ASSET, Optional.of(upload),
                Optional.of(new SourceObject("crealia-dev-media", MediaKeys.source(TENANT, ASSET), "5d41402abc4b2a76",
                        1_000_000, "mp4")),
                "benchmark", new RunParameters(Template.AUTO_REELS, "promotional", Optional.of("en"), Optional.empty()),
                Optional.empty(), 0);
    }
}
