package io.crealia.simulation.core;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which call has which fault. */
@FunctionalInterface
public interface FaultPlan {
    /** @return null for none, which is the usual answer to a question asked some hundred times a run */
    Fault at(Op op, int number);

    /** How often at all comes what {@link Fault#DUPLICATE} repeats; from the third on each at a time of its own. */
    default int copies() {
        return 2;
    }

    FaultPlan NONE = (_, _) -> null;

    /** The same faults, but what is repeated comes so often. */
    static FaultPlan repeating(int copies, FaultPlan plan) {
        return new FaultPlan() {
            @Override
            public Fault at(Op op, int number) {
                return plan.at(op, number);
            }

            @Override
            public int copies() {
                return copies;
            }
        };
    }

    /** Exactly these faults: what is left of a failing run when it is shrunk. */
    static FaultPlan of(Collection<Injection> injections) {
        Map<String, Fault> known = new HashMap<>();
        injections.forEach(one -> known.put(one.op() + "#" + one.number(), one.fault()));
        return (op, number) -> known.get(op + "#" + number);
    }

    /** @param only one operation's calls have it, each of them */
    static FaultPlan always(Op only, Fault fault, double probability, Chance chance) {
        return (op, number) -> op == only && chance.test("always", number, probability) ? fault : null;
    }

    /**
     * A swarm configuration (Groce et al.: Swarm testing, 2012): each run has its own random subset of faults and intensities, because
     * faults that hide each other must also come alone.
     */
    static FaultPlan swarm(Chance chance) {
        var rates = new EnumMap<Fault, Double>(Fault.class);
        for (var fault : Fault.values()) {
            if (chance.test("swarm on", fault.ordinal(), 0.45)) {
                rates.put(fault, chance.pick("swarm rate", fault.ordinal(), List.of(0.005, 0.02, 0.06)));
            }
        }
        var forced = chance.pick("swarm forced", 0, List.of(Fault.values()));
        rates.putIfAbsent(forced, 0.02);
        var odds = new EnumMap<Op, Odds>(Op.class);
        for (var op : Op.values()) {
            // A third of the operations are spared in each run.
            odds.put(op, chance.test("swarm spared", op.ordinal(), 0.33) ? Odds.NONE : Odds.of(op, rates));
        }
        var firstFault = (int) chance.between("swarm first", 0, 0, 3);
        return (op, number) -> {
            // Whatever the subset, an early call fails, so that no run is without a fault.
            if (op == Op.MONGO_FIND && number == firstFault) {
                return chance.pick("swarm sure", 0, List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.CRASH,
                        Fault.DELAY, Fault.THROTTLE));
            }
            return odds.get(op).fault(chance.unit(op.name(), number));
        };
    }

    /** The faults that an operation has in a run, each with the upper bound of its share of the numbers from 0 to 1. */
    record Odds(List<Fault> faults, double[] bounds) {
        static final Odds NONE = new Odds(List.of(), new double[0]);
        /** More of an operation's calls than that do not fail, so that some get through. */
        private static final double MOST = 0.4;

        static Odds of(Op op, Map<Fault, Double> rates) {
            var faults = rates.keySet().stream().filter(op::can).toList();
            var sum = faults.stream().mapToDouble(rates::get).sum() * weight(op);
            var scale = sum > MOST ? weight(op) * MOST / sum : weight(op);
            var bounds = new double[faults.size()];
            var bound = 0.0;
            for (int i = 0; i < bounds.length; i++) {
                bound += rates.get(faults.get(i)) * scale;
                bounds[i] = bound;
            }
            return new Odds(faults, bounds);
        }

        Fault fault(double unit) {
            for (int i = 0; i < bounds.length; i++) {
                if (unit < bounds[i]) {
                    return faults.get(i);
                }
            }
            return null;
        }
    }

    /** Operations that a run has few of fail more often, so that each has its share of faults. */
    private static double weight(Op op) {
        return switch (op) {
            case MONGO_FIND, MONGO_QUERY, MONGO_INSERT, MONGO_REPLACE, MONGO_UPDATE, S3_GET, S3_HEAD, S3_PUT -> 0.6;
            case SQS_SEND, QUEUE, TICK -> 1;
            case MONGO_COUNT, S3_LIST -> 1;
            case MONGO_DELETE, S3_COPY, S3_DELETE, S3_MULTIPART_CREATE, S3_MULTIPART_PARTS, S3_MULTIPART_COMPLETE,
                    S3_MULTIPART_ABORT, MEDIACONVERT_PROBE, MEDIACONVERT_CREATE, MEDIACONVERT_GET ->
                4;
            case MEDIACONVERT_SEARCH, MEDIACONVERT_CANCEL, TRANSCRIBE_START, TRANSCRIBE_GET, TEXT_MODEL -> 8;
            case S3_MULTIPART_LIST, REDIS -> 1;
            case WEBHOOK, HTTP, S3_EVENT, JOB_EVENT, TRANSCRIPTION_EVENT -> 3;
        };
    }
}
