package io.crealia.workflow.usecase;

import static io.crealia.workflow.Samples.NOW;
import static io.crealia.workflow.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.domain.Decision;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunDiff;
import io.crealia.workflow.domain.RunDiff.Difference;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.Template;
import io.crealia.workflow.port.RunCosts;
import io.crealia.workflow.port.RunFiles;
import io.crealia.workflow.port.StoredRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CompareRunsTest {
    private static final RunId ONE = RunOrder.firstRunOf(Samples.upload(1));
    private static final RunId TWO = RunOrder.firstRunOf(Samples.upload(2));

    private final InMemoryRunRepository runs = new InMemoryRunRepository();
    private final Bucket bucket = new Bucket();
    private final Map<RunId, Map<Step, RunCosts.Amounts>> costs = new HashMap<>();
    private final CompareRuns compare = new CompareRuns(runs, bucket,
            (TenantId _, AssetId _, RunId run) -> costs.getOrDefault(run, Map.of()));

    /** A run of the first asset, probed after some seconds, at some attempt. */
    private Run probed(int number, String template, int seconds, int attempts) {
        var order = Samples.order(number, template);
        var own = new RunOrder(order.id(), order.tenantId(), Samples.asset(1), order.uploadId(),
                Optional.of(Samples.source(1)), order.correlationId(), order.parameters(), Optional.empty(), 0);
        var run = Samples.DECIDER.open(new Event.Started("evt_start", own), NOW).next();
        for (int attempt = 1; attempt < attempts; attempt++) {
            run = decide(run, new Event.StepFailed("evt_f", token(run, attempt), FailureKind.RETRY, "store.away", ""),
                    0);
            run = decide(run, new Event.Tick(), 60 * attempt);
        }
        var key = MediaKeys.result(TENANT, Samples.asset(1), token(run, attempts));
        bucket.put(key, "{}");
        run = decide(run, new Event.StepSucceeded("evt_s", token(run, attempts), key, Optional.empty()), seconds);
        runs.insert(new StoredRun(run, List.of(), Optional.empty(), Optional.empty()));
        return run;
    }

    private static StepToken token(Run run, int attempt) {
        return new StepToken(run.id(), Step.PROBE, attempt);
    }

    private static Run decide(Run run, Event event, int seconds) {
        return ((Decision.Changed) Samples.DECIDER.decide(run, event, NOW.plus(Duration.ofSeconds(seconds)))).next();
    }

    private RunDiff diff() {
        return ((CompareRuns.Result.Compared) compare.execute(TENANT, ONE, TWO)).diff();
    }

    private static RunDiff.StepDiff step(RunDiff diff, Step step) {
        return diff.steps().stream().filter(one -> one.step() == step).findFirst().orElseThrow();
    }

    private static String folder(RunId run, int attempt) {
        return MediaKeys.attempt(TENANT, Samples.asset(1), new StepToken(run, Step.PROBE, attempt));
    }

    @Test
    void execute_runWithItself_nothingDiffers() {
        probed(1, Template.STREAM, 5, 1);

        var same = ((CompareRuns.Result.Compared) compare.execute(TENANT, ONE, ONE)).diff();

        assertThat(same.same()).isTrue();
        assertThat(same.steps()).hasSize(5).allMatch(RunDiff.StepDiff::same).noneMatch(RunDiff.StepDiff::takenOver);
    }

    @Test
    void execute_otherParametersAttemptsAndTimes_areNamed() {
        probed(1, Template.STREAM, 5, 1);
        probed(2, Template.AUTO_REELS, 70, 2);

        var diff = diff();

        assertThat(diff.differences())
                .containsExactly(new Difference("template", Optional.of("stream"), Optional.of("auto-reels")));
        assertThat(step(diff, Step.PROBE).differences()).contains(
                new Difference("attempt", Optional.of("1"), Optional.of("2")),
                new Difference("duration_ms", Optional.of("5000"), Optional.of("70000")));
        assertThat(step(diff, Step.PROBE).files()).isEmpty();
        assertThat(step(diff, Step.CAPTIONS).differences())
                .contains(new Difference("state", Optional.empty(), Optional.of("pending")));
    }

    @Test
    void execute_otherFiles_areNamedWithTheirHashes() {
        probed(1, Template.STREAM, 5, 1);
        probed(2, Template.STREAM, 5, 1);
        for (var run : List.of(ONE, TWO)) {
            bucket.put(folder(run, 1) + "same.txt", "equal");
            bucket.put(folder(run, 1) + "other.txt", run.value());
        }
        bucket.put(folder(TWO, 1) + "new.txt", "x");

        var step = step(diff(), Step.PROBE);

        assertThat(step.files()).extracting(RunDiff.FileDiff::name).containsExactly("new.txt", "other.txt");
        assertThat(step.files().getFirst().run()).isEmpty();
        assertThat(step.files().getLast().run().orElseThrow().sha256()).isPresent()
                .isNotEqualTo(step.files().getLast().against().orElseThrow().sha256());
        assertThat(step.sameFiles()).isEqualTo(2);
        assertThat(step.complete()).isTrue();
        assertThat(step(diff(), Step.TRANSCODE).differences()).extracting(Difference::what)
                .as("it works on other files").containsExactly("inputs_sha256");
    }

    @Test
    void execute_largeOrManyFiles_areNotAllRead() {
        probed(1, Template.STREAM, 5, 1);
        probed(2, Template.STREAM, 5, 1);
        bucket.put(folder(ONE, 1) + "film.mp4", CompareRuns.MAX_FILE_BYTES + 1, "film");
        for (int i = 0; i < 6; i++) {
            bucket.put(folder(TWO, 1) + "part" + i, CompareRuns.MAX_FILE_BYTES, "part");
        }

        diff();

        assertThat(bucket.read).doesNotContain(folder(ONE, 1) + "film.mp4");
        assertThat(bucket.read.stream().filter(key -> key.contains("/part"))).hasSize(4);
        for (int i = 0; i <= CompareRuns.MAX_FILES; i++) {
            bucket.put(folder(ONE, 1) + "z" + i, "x");
        }
        assertThat(step(diff(), Step.PROBE).complete()).isFalse();
    }

    @Test
    void execute_costs_areCompared() {
        probed(1, Template.STREAM, 5, 1);
        probed(2, Template.STREAM, 5, 1);
        costs.put(ONE, Map.of(Step.PROBE, new RunCosts.Amounts(100, 90)));
        costs.put(TWO, Map.of(Step.PROBE, new RunCosts.Amounts(100, 120)));

        assertThat(step(diff(), Step.PROBE).differences())
                .containsExactly(new Difference("actual_micros", Optional.of("90"), Optional.of("120")));
    }

    @Test
    void execute_otherTenantAssetMissingOrErased_isNone() {
        probed(1, Template.STREAM, 5, 1);
        runs.insert(new StoredRun(Samples.started(3), List.of(), Optional.empty(), Optional.empty()));
        var erased = decide(Samples.started(4), new Event.EraseRequested("evt_e"), 1);
        runs.insert(new StoredRun(erased, List.of(), Optional.empty(), Optional.empty()));

        assertThat(compare.execute(Samples.OTHER_TENANT, ONE, ONE)).isEqualTo(new CompareRuns.Result.NoSuchRun());
        assertThat(compare.execute(TENANT, TWO, ONE)).isEqualTo(new CompareRuns.Result.NoSuchRun());
        assertThat(compare.execute(TENANT, erased.id(), ONE)).isEqualTo(new CompareRuns.Result.NoSuchRun());
        for (var other : List.of(TWO, RunOrder.firstRunOf(Samples.upload(3)), erased.id())) {
            assertThat(compare.execute(TENANT, ONE, other)).isEqualTo(new CompareRuns.Result.NoSuchOther());
        }
        assertThat(bucket.read).isEmpty();
    }

    /** Keys with sizes and contents. */
    private static final class Bucket implements RunFiles {
        private final TreeMap<String, Listed> files = new TreeMap<>();
        private final Map<String, String> contents = new HashMap<>();
        private final List<String> read = new ArrayList<>();

        void put(String key, String content) {
            put(key, content.getBytes(StandardCharsets.UTF_8).length, content);
        }

        void put(String key, long sizeBytes, String content) {
            files.put(key, new Listed(key, sizeBytes));
            contents.put(key, content);
        }

        @Override
        public List<Listed> list(String folder, int limit) {
            return files.values().stream().filter(file -> file.name().startsWith(folder)).limit(limit)
                    .map(file -> new Listed(file.name().substring(folder.length()), file.sizeBytes())).toList();
        }

        @Override
        public Optional<String> sha256(String key) {
            read.add(key);
            return Optional.ofNullable(contents.get(key)).map(text -> "%064x".formatted(text.hashCode() & 0xffffffffL));
        }
    }
}
