package io.crealia.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.core.Injection;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import io.crealia.simulation.core.Trace;
import io.crealia.simulation.work.AssetPlan;
import io.crealia.simulation.work.Simulation;
import io.crealia.simulation.work.Simulation.Result;
import io.crealia.simulation.work.Simulation.Setup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What happens to events changes when things happen, and not what becomes of them. */
final class ReplayTest {
    private static final int WORKLOADS = Integer.getInteger("crealia.simulation.workloads", 100);
    private static final int COPIES = 10;

    @Test
    void run_eventsTenfoldShuffledAndLost_endAsWithoutFault() {
        var watch = new Stopwatch();
        var faults = new EnumMap<Fault, Integer>(Fault.class);
        LongStream.rangeClosed(1, WORKLOADS).parallel().forEach(seed -> {
            var injected = endsAsWithoutFault(seed);
            synchronized (faults) {
                injected.forEach(each -> faults.merge(each.fault(), 1, Integer::sum));
            }
        });
        System.out.printf("workloads %d, of their events and messages %s, %.0f s, processor %.0f s%n", WORKLOADS,
                faults,
                watch.wallSeconds(), watch.cpuSeconds());
        assertThat(faults).containsOnlyKeys(Fault.FAIL_BEFORE, Fault.DUPLICATE, Fault.REORDER);
    }

    private static List<Injection> endsAsWithoutFault(long seed) {
        var chance = new Chance(seed);
        var calm = new Setup(seed, quiet(AssetPlan.workload(chance)), FaultPlan.NONE, 24L * 3_600_000, Plant.NONE);
        var expected = outcome(Simulation.run(calm, false));
        var result = Simulation.run(calm.with(storm(chance)), false);
        assertThat(result.violations().byName()).as("seed " + seed).isEmpty();
        assertThat(outcome(result)).as("seed " + seed).isEqualTo(expected);
        return result.injected();
    }

    /** That the storm is as strong as it says. */
    @Test
    void storm_aThousandEvents_aFifthIsLostAndTheRestComesTenTimes() {
        var plan = storm(new Chance(1));
        var lost = IntStream.range(0, 1_000).filter(number -> plan.at(Op.JOB_EVENT, number) == Fault.FAIL_BEFORE)
                .count();
        assertThat(lost).isBetween(150L, 250L);
        assertThat(IntStream.range(0, 1_000).mapToObj(number -> plan.at(Op.JOB_EVENT, number)))
                .containsOnly(Fault.FAIL_BEFORE, Fault.DUPLICATE);
        var sim = new Sim(1, plan, 3_600_000, Plant.NONE, new Trace(false));
        var told = new ArrayList<Long>();
        var events = 1_000;
        for (int i = 0; i < events; i++) {
            sim.event(Op.JOB_EVENT, "event", 300_000, told::add);
        }
        assertThat(told).hasSize((int) (events - lost) * COPIES);
        assertThat(told.stream().filter(late -> late > 0).distinct().count()).isGreaterThan(events);
    }

    // Cancellations and deletions race with the work, so their outcome is a matter of time.
    private static List<AssetPlan> quiet(List<AssetPlan> assets) {
        return assets.stream().map(each -> new AssetPlan(each.number(), each.tenant(), each.media(),
                raceless(each.way()), AssetPlan.Act.NOTHING,
                each.template(), each.startMillis())).toList();
    }

    private static AssetPlan.Way raceless(AssetPlan.Way way) {
        return switch (way) {
            case CANCELLED, CANCELLED_LATE -> AssetPlan.Way.MULTIPART;
            case CANCELLED_PUT, REPLACED -> AssetPlan.Way.PUT;
            default -> way;
        };
    }

    /**
     * A fifth of the cloud's events is lost, and each of the others comes ten times within minutes, in any order. The functions' own
     * messages, which no queue loses, come late or ten times.
     */
    private static FaultPlan storm(Chance chance) {
        return FaultPlan.repeating(COPIES, (op, number) -> switch (op) {
            case S3_EVENT, JOB_EVENT, TRANSCRIPTION_EVENT ->
                chance.test("storm " + op, number, 0.2) ? Fault.FAIL_BEFORE : Fault.DUPLICATE;
            case SQS_SEND -> chance.test("storm sends", number, 0.1) ? Fault.DUPLICATE : Fault.REORDER;
            default -> null;
        });
    }

    // States and outputs, without ids and times.
    private static TreeMap<Integer, String> outcome(Result result) {
        var outcome = new TreeMap<Integer, String>();
        for (var started : result.book().started()) {
            var text = new StringBuilder();
            result.world().mongo().collection("uploads").get(started.uploadId())
                    .ifPresent(upload -> text.append(upload.getString("state")));
            // How far a run was that failed depends on the progress that was heard of.
            result.world().mongo().collection("assets").get(started.assetId()).map(asset -> asset.getString("state"))
                    .ifPresent(state -> text.append(' ').append(state));
            result.world().s3().bucket("media").objects().keySet().stream()
                    .filter(key -> key.contains(started.assetId()) && key.endsWith(".m3u8"))
                    .map(key -> key.replaceAll("^.*/", " ")).forEach(text::append);
            outcome.put(started.plan().number(), text.toString());
        }
        assertThat(result.injected().stream().allMatch(each -> each.op() != Op.HTTP)).isTrue();
        return outcome;
    }
}
