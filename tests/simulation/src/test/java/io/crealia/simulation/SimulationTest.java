package io.crealia.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.simulation.check.Shrinker;
import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.core.Injection;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.work.AssetPlan;
import io.crealia.simulation.work.Simulation;
import io.crealia.simulation.work.Simulation.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SimulationTest {
    /** As many as a build runs: from there on no cell is left out. */
    private static final long ENOUGH = 10_000;
    /** Their assets end degraded. Deleted after that, they take an edge for which random clients are not late enough. */
    private static final List<Long> DEGRADED = List.of(72L, 242L, 293L, 362L);
    private static final long RUNS = Long.getLong("crealia.simulation.runs", 300);

    @Test
    void run_randomSeeds_nothingIsViolatedAndEachCellIsHit() throws IOException {
        var watch = new Stopwatch();
        var report = new Report();
        report.run(1, RUNS, Runtime.getRuntime().availableProcessors());
        DEGRADED.stream().map(Setup::random).map(SimulationTest::deletedLate).forEach(report::run);
        var text = report.text(watch.cpuSeconds(), watch.wallSeconds());
        System.out.print(text);
        Files.writeString(Path.of(System.getProperty("crealia.simulation.folder", "target"), "simulation-coverage.txt"),
                text + "\n" + report.coverage().matrix());
        assertThat(report.good()).as(text).isTrue();
        if (RUNS >= ENOUGH) {
            assertThat(report.coverage().missing()).as("cells and edges that no run hit").isEmpty();
        }
    }

    private static Setup deletedLate(Setup setup) {
        return setup.with(setup.assets().stream().map(asset -> asset.with(AssetPlan.Act.DELETE_LATE)).toList());
    }

    static List<String> regressions() throws IOException {
        try (var in = SimulationTest.class.getResourceAsStream("/regression-seeds.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void run_seedThatOnceFailed_holds(String line) {
        var seed = Long.parseLong(line.substring(0, line.indexOf(' ')));
        assertThat(Simulation.run(Setup.random(seed), false).violations().byName()).as(line).isEmpty();
    }

    @Test
    void run_sameSeed_leavesTheSameTrace() {
        var first = Simulation.run(Setup.random(42), true).trace();
        var second = Simulation.run(Setup.random(42), true).trace();
        assertThat(second.lines()).isEqualTo(first.lines());
        assertThat(second.hash()).isEqualTo(first.hash())
                .isNotEqualTo(Simulation.run(Setup.random(43), false).trace().hash());
    }

    /** What was recorded can be run again, which is how a failing run is shrunk. */
    @Test
    void run_recordedFaults_leaveTheSameTrace() {
        var setup = Setup.random(44);
        var first = Simulation.run(setup, false);
        var second = Simulation.run(setup.with(FaultPlan.of(first.injected())), false);
        assertThat(second.injected()).isEqualTo(first.injected());
        assertThat(second.trace().hash()).isEqualTo(first.trace().hash());
    }

    @Test
    void shrunk_plantedBug_keepsWhatBreaksItOnly() {
        var setup = IntStream.rangeClosed(1, 50).mapToObj(seed -> Setup.random(seed).with(Plant.QUOTA_COUNTED_TWICE))
                .filter(each -> !Simulation.run(each, false).violations().none()).findFirst().orElseThrow();
        var least = Report.shrunk(setup);
        assertThat(least.violations().none()).isFalse();
        assertThat(least.setup().assets()).hasSize(1);
        assertThat(least.injected()).hasSizeLessThanOrEqualTo(1);
        assertThat(least.trace().lines()).isNotEmpty();
    }

    @Test
    void shrink_twoOfManyFail_leavesTheTwo() {
        var numbers = IntStream.range(0, 100).boxed().toList();
        assertThat(Shrinker.shrink(numbers, list -> list.contains(17) && list.contains(80))).containsExactly(17, 80);
    }

    @Test
    void report_runWithoutFault_isAFailureOfTheHarness() {
        assertThat(Simulation.run(Setup.random(1).with(FaultPlan.NONE), false).injected()).isEmpty();
        var report = new Report();
        report.withoutFault().add(1L);
        assertThat(report.good()).isFalse();
    }

    @Test
    void injection_asText_isReadAgain() {
        var injection = new Injection(Op.SQS_SEND, 12, io.crealia.simulation.core.Fault.REORDER);
        assertThat(Injection.parse(injection.toString())).isEqualTo(injection);
    }

    @Test
    void chance_sameName_isTheSameWhateverWasDrawnBefore() {
        var chance = new Chance(7);
        var first = chance.between("name", 3, 0, 1_000_000);
        chance.unit("other", 1);
        assertThat(chance.between("name", 3, 0, 1_000_000)).isEqualTo(first);
    }

    @Test
    void main_wrongArguments_saysWhatItExpects() throws IOException {
        assertThat(Main.run("--runs", "many")).isEqualTo(2);
        assertThat(Main.run("--runs")).isEqualTo(2);
        assertThat(Main.run("--runs", "2", "--seed", "5")).isZero();
    }
}
