package io.crealia.workflow;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.testkit.MovableClock;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.StepPolicy;
import io.crealia.workflow.domain.Template;
import io.crealia.workflow.domain.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One tenant's upload and what follows from it. */
public final class Samples {
    public static final TenantId TENANT = new TenantId("acme");
    public static final TenantId OTHER_TENANT = new TenantId("globex");
    public static final Instant NOW = MovableClock.START;
    public static final Template.Timing TIMING = new Template.Timing(Duration.ofHours(24), Duration.ofMinutes(30),
            Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofMinutes(5));
    /** Five steps, so that tables stay readable; the templates that ship have a test of their own. */
    public static final Template STREAM = new Template(Template.STREAM, List.of(
            required(Step.PROBE, 3, TIMING.stepDeadline(), 2),
            required(Step.TRANSCODE, 3, TIMING.transcodeDeadline(), 80),
            required(Step.STILLS, 3, TIMING.stepDeadline(), 8), required(Step.VERIFY, 2, TIMING.stepDeadline(), 9),
            new StepPolicy(Step.PUBLISH, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 1, StepPolicy.Kind.OWN)),
            TIMING.runDeadline(), TIMING.backoffBase(), TIMING.backoffMax(), 4000);
    public static final Template AUTO_REELS = Template.autoReels(TIMING);
    /** Its second step may fail, and a run may only have 30 versions. */
    public static final Template FRUGAL = new Template("frugal",
            List.of(policy(Step.PROBE, 2, StepPolicy.Kind.REQUIRED), policy(Step.STILLS, 2, StepPolicy.Kind.DEGRADES),
                    policy(Step.VERIFY, 2, StepPolicy.Kind.REQUIRED)),
            Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(4), 30);
    public static final Templates TEMPLATES = new Templates(List.of(STREAM, AUTO_REELS, FRUGAL));
    public static final Decider DECIDER = new Decider(TEMPLATES);

    private Samples() {}

    public static UploadId upload(int number) {
        return new UploadId(UploadId.PREFIX + "%026d".formatted(number));
    }

    public static AssetId asset(int number) {
        return new AssetId(AssetId.PREFIX + "%026d".formatted(number));
    }

    public static SourceObject source(int number) {
        return new SourceObject("crealia-local-media", MediaKeys.source(TENANT, asset(number)), "5d41402abc4b2a76",
                1_000_000, "mp4");
    }

    public static RunOrder order(int number) {
        return order(number, Template.STREAM);
    }

    public static RunOrder order(int number, String template) {
        return new RunOrder(RunOrder.firstRunOf(upload(number)), TENANT, asset(number), Optional.of(upload(number)),
                Optional.of(source(number)), "corr-%04d".formatted(number), parameters(template),
                Optional.empty(), 0);
    }

    public static RunParameters parameters(String template) {
        return new RunParameters(template, "promotional", Optional.of("en"), Optional.of("acme/a/inputs/script.txt"));
    }

    public static Run started(int number) {
        return DECIDER.open(new Event.Started("evt_start", order(number)), NOW).next();
    }

    public static Fact.Header header(String id, int number) {
        return new Fact.Header(id, NOW, TENANT, asset(number), "corr-%04d".formatted(number));
    }

    public static Fact.UploadAccepted accepted(int number) {
        return accepted(number, Template.STREAM);
    }

    public static Fact.UploadAccepted accepted(int number, String template) {
        return new Fact.UploadAccepted(header("evt_accepted", number), upload(number), source(number),
                parameters(template));
    }

    public static Event.StepSucceeded succeeded(Run run, Step step, int attempt) {
        var token = new StepToken(run.id(), step, attempt);
        return new Event.StepSucceeded("evt_ok", token, MediaKeys.result(TENANT, run.order().assetId(), token),
                Optional.empty());
    }

    private static StepPolicy required(Step step, int maxAttempts, Duration deadline, int weight) {
        return new StepPolicy(step, maxAttempts, deadline, TIMING.checkInterval(), 100, weight,
                StepPolicy.Kind.REQUIRED);
    }

    private static StepPolicy policy(Step step, int maxAttempts, StepPolicy.Kind kind) {
        return new StepPolicy(step, maxAttempts, Duration.ofMinutes(10), Duration.ofMinutes(1), 3, 1, kind);
    }
}
