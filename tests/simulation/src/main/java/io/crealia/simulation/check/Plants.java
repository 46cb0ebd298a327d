package io.crealia.simulation.check;

import static io.crealia.simulation.check.Invariant.ABSORB;
import static io.crealia.simulation.check.Invariant.ACKED;
import static io.crealia.simulation.check.Invariant.BOUNDED;
import static io.crealia.simulation.check.Invariant.CONSERVE;
import static io.crealia.simulation.check.Invariant.LEGAL;
import static io.crealia.simulation.check.Invariant.MONOTONE;
import static io.crealia.simulation.check.Invariant.NO_DUP_EFFECT;
import static io.crealia.simulation.check.Invariant.NO_LOSS;
import static io.crealia.simulation.check.Invariant.NO_ORPHAN;
import static io.crealia.simulation.check.Invariant.OUTPUT;
import static io.crealia.simulation.check.Invariant.QUIESCE;
import static io.crealia.simulation.check.Invariant.TENANT;

import io.crealia.simulation.cloud.Media;
import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.work.AssetPlan;
import io.crealia.simulation.work.AssetPlan.Act;
import io.crealia.simulation.work.AssetPlan.Way;
import io.crealia.simulation.work.Simulation.Setup;
import java.util.List;

/** Under which faults and workloads each planted bug shows, and by which invariant it must be caught. */
public final class Plants {
    private static final long HOUR = 3_600_000;

    private Plants() {}

    /** @param weather the faults that the bug needs to show */
    public record Case(Plant plant, Invariant caughtBy, Weather weather, Way way, Media media, Act act) {
        public Setup setup(long seed) {
            var chance = new Chance(seed);
            var assets = List.of(new AssetPlan(0, "acme", media, way, act, "stream", 20_000),
                    new AssetPlan(1, "zeta", Media.SOUND, Way.PUT, Act.NOTHING, "stream", 25_000));
            return new Setup(seed, assets, weather.plan(chance), HOUR, plant);
        }

        @Override
        public String toString() {
            return plant.name();
        }
    }

    /** Kinds of faults. */
    public enum Weather {
        /** A little of everything. */
        MIXED,
        /** Everything comes twice, and slowly, so that many meet. */
        CROWD,
        /** Messages and events get lost, and environments die. */
        LOSS;

        FaultPlan plan(Chance chance) {
            return switch (this) {
                case MIXED -> FaultPlan.swarm(chance);
                case CROWD -> (op, number) -> switch (op) {
                    case HTTP, QUEUE, TICK, JOB_EVENT, S3_EVENT -> chance.test("twice " + op, number, 0.5)
                            ? Fault.DUPLICATE
                            : null;
                    case MONGO_FIND, MONGO_INSERT, MONGO_REPLACE, S3_HEAD, S3_PUT -> chance.test("slow " + op, number,
                            0.25) ? Fault.DELAY : null;
                    default -> null;
                };
                case LOSS -> (op, number) -> switch (op) {
                    case JOB_EVENT, S3_EVENT, TRANSCRIPTION_EVENT -> chance.test("lost " + op, number, 0.6)
                            ? Fault.FAIL_BEFORE
                            : null;
                    case SQS_SEND, MONGO_INSERT, MONGO_REPLACE, MEDIACONVERT_CREATE, S3_COPY, WEBHOOK ->
                        loss(op, number, chance);
                    default -> null;
                };
            };
        }

        private static Fault loss(Op op, int number, Chance chance) {
            var unit = chance.unit("loss " + op, number);
            if (unit < 0.12) {
                return Fault.CRASH;
            }
            return unit < 0.24 ? Fault.FAIL_BEFORE : unit < 0.3 ? Fault.FAIL_AFTER : null;
        }
    }

    private static Case of(Plant plant, Invariant caughtBy, Weather weather) {
        return new Case(plant, caughtBy, weather, Way.PUT, Media.SOUND, Act.NOTHING);
    }

    /** All of them. */
    public static List<Case> all() {
        return List.of(of(Plant.RUNS_WITHOUT_COMPARE_AND_SET, LEGAL, Weather.CROWD),
                of(Plant.JOBS_WITHOUT_COMPARE_AND_SET, LEGAL, Weather.CROWD),
                of(Plant.UPLOADS_WITHOUT_COMPARE_AND_SET, LEGAL, Weather.CROWD),
                of(Plant.DELIVERIES_WITHOUT_COMPARE_AND_SET, LEGAL, Weather.CROWD),
                of(Plant.VERSION_SKIPPED, LEGAL, Weather.MIXED), of(Plant.INSERT_OVERWRITES, LEGAL, Weather.CROWD),
                of(Plant.IDEMPOTENCY_KEY_DROPPED, NO_DUP_EFFECT, Weather.CROWD),
                of(Plant.UPLOAD_KEY_NOT_UNIQUE, NO_DUP_EFFECT, Weather.CROWD),
                new Case(Plant.RETRY_KEY_NOT_UNIQUE, NO_DUP_EFFECT, Weather.CROWD, Way.PUT, Media.FAILS, Act.RETRY_RUN),
                of(Plant.RUN_OUTBOX_CLEARED_EARLY, NO_LOSS, Weather.LOSS),
                of(Plant.UPLOAD_OUTBOX_CLEARED_EARLY, NO_LOSS, Weather.LOSS),
                of(Plant.OUTBOX_NEVER_CLEARED, QUIESCE, Weather.MIXED),
                of(Plant.SEND_NOT_CHECKED, NO_LOSS, Weather.LOSS),
                of(Plant.EVENTS_DROPPED, NO_LOSS, Weather.MIXED),
                of(Plant.RECORD_ERROR_SWALLOWED, NO_LOSS, Weather.LOSS),
                of(Plant.DEAD_LETTERS_DROPPED, QUIESCE, Weather.MIXED),
                of(Plant.RECEIVES_UNBOUNDED, BOUNDED, Weather.MIXED),
                of(Plant.WORKFLOW_SWEEPER_ABSENT, QUIESCE, Weather.LOSS),
                of(Plant.UPLOADS_SWEEPER_ABSENT, NO_LOSS, Weather.LOSS),
                of(Plant.WEBHOOKS_SWEEPER_ABSENT, NO_LOSS, Weather.LOSS),
                new Case(Plant.ERASURE_SWEEPER_ABSENT, QUIESCE, Weather.MIXED, Way.PUT, Media.SOUND, Act.DELETE),
                of(Plant.JOB_NOT_ADOPTED, NO_DUP_EFFECT, Weather.LOSS),
                new Case(Plant.TOKEN_NOT_MATCHED, NO_DUP_EFFECT, Weather.CROWD, Way.PUT, Media.FAILS_ONCE, Act.NOTHING),
                of(Plant.TERMINAL_STATE_LEFT, ABSORB, Weather.CROWD),
                of(Plant.PERCENT_GOES_BACK, MONOTONE, Weather.MIXED),
                of(Plant.HISTORY_UNBOUNDED, BOUNDED, Weather.MIXED),
                of(Plant.QUOTA_NOT_GIVEN_BACK, CONSERVE, Weather.CROWD),
                of(Plant.QUOTA_COUNTED_TWICE, CONSERVE, Weather.MIXED),
                new Case(Plant.BUDGET_NOT_SETTLED, CONSERVE, Weather.CROWD, Way.PUT, Media.SPEECH, Act.NOTHING),
                of(Plant.COST_ROW_TWICE, NO_DUP_EFFECT, Weather.CROWD),
                of(Plant.TENANT_NOT_ASKED, TENANT, Weather.MIXED),
                of(Plant.DELETED_BEFORE_COMMIT, NO_LOSS, Weather.LOSS),
                new Case(Plant.MULTIPART_NOT_ABORTED, NO_ORPHAN, Weather.MIXED, Way.CANCELLED, Media.SOUND,
                        Act.NOTHING),
                of(Plant.OUTPUT_SWEPT, OUTPUT, Weather.MIXED),
                new Case(Plant.ERASURE_LOOKS_AWAY, NO_ORPHAN, Weather.MIXED, Way.PUT, Media.SOUND, Act.DELETE),
                of(Plant.ACKNOWLEDGED_UNWRITTEN, ACKED, Weather.LOSS),
                of(Plant.WEBHOOK_ID_CHANGES, NO_DUP_EFFECT, Weather.LOSS));
    }
}
