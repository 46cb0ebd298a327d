package io.crealia.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.work.AssetPlan;
import io.crealia.simulation.work.Simulation;
import io.crealia.simulation.work.Simulation.Result;
import io.crealia.simulation.work.Simulation.Setup;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What happens to events changes when things happen, and not what becomes of them. */
final class ReplayTest {
    private static final int WORKLOADS = Integer.getInteger("crealia.simulation.workloads", 100);

    @Test
    void run_eventsRepeatedShuffledAndLost_endAsWithoutFault() {
        for (long seed = 1; seed <= WORKLOADS; seed++) {
            var chance = new Chance(seed);
            var calm = new Setup(seed, quiet(AssetPlan.workload(chance)), FaultPlan.NONE, 24L * 3_600_000, Plant.NONE);
            var storm = calm.with(storm(chance));
            var expected = outcome(Simulation.run(calm, false));
            var result = Simulation.run(storm, false);
            assertThat(result.violations().byName()).as("seed " + seed).isEmpty();
            assertThat(outcome(result)).as("seed " + seed).isEqualTo(expected);
        }
    }

    // Cancellations and deletions race with the work, so their outcome is a matter of time.
    private static List<AssetPlan> quiet(List<AssetPlan> assets) {
        return assets.stream().map(each -> new AssetPlan(each.number(), each.tenant(), each.media(),
                each.way() == AssetPlan.Way.CANCELLED ? AssetPlan.Way.MULTIPART : each.way(), AssetPlan.Act.NOTHING,
                each.template(), each.startMillis())).toList();
    }

    /** A fifth of the events is lost; of the rest and of all messages most come again or late, up to ten times. */
    private static FaultPlan storm(Chance chance) {
        return (op, number) -> switch (op) {
            case S3_EVENT, JOB_EVENT, TRANSCRIPTION_EVENT -> {
                var unit = chance.unit("storm " + op, number);
                yield unit < 0.2 ? Fault.FAIL_BEFORE : unit < 0.6 ? Fault.DUPLICATE : Fault.REORDER;
            }
            case SQS_SEND -> chance.test("storm sends", number, 0.5) ? Fault.DUPLICATE : Fault.REORDER;
            case QUEUE -> chance.test("storm reads", number, 0.7) ? Fault.DUPLICATE : null;
            default -> null;
        };
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
