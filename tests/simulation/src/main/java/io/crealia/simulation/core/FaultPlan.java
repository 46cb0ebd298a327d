package io.crealia.simulation.core;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Which call has which fault. */
@FunctionalInterface
public interface FaultPlan {
    /** @return null for none, which is the usual answer to a question asked some hundred times a run */
    Fault at(Op op, int number);

    FaultPlan NONE = (_, _) -> null;

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
                rates.put(fault, chance.pick("swarm rate", fault.ordinal(), java.util.List.of(0.005, 0.02, 0.06)));
            }
        }
        var forced = chance.pick("swarm forced", 0, java.util.List.of(Fault.values()));
        rates.putIfAbsent(forced, 0.02);
        var cumulated = new EnumMap<Op, Double>(Op.class);
        for (var op : Op.values()) {
            // A third of the operations are spared in each run.
            cumulated.put(op, chance.test("swarm spared", op.ordinal(), 0.33) ? 0.0 : 1.0);
        }
        var firstFault = (int) chance.between("swarm first", 0, 0, 8);
        return (op, number) -> {
            // Whatever the subset, an early call fails, so that no run is without a fault.
            if (op == Op.MONGO_FIND && number == firstFault) {
                return chance.pick("swarm sure", 0, java.util.List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.CRASH,
                        Fault.DELAY, Fault.THROTTLE));
            }
            var left = chance.unit(op.name(), number);
            var scale = cumulated.get(op);
            for (var rate : rates.entrySet()) {
                if (op.can(rate.getKey())) {
                    left -= rate.getValue() * scale * weight(op);
                    if (left < 0) {
                        return rate.getKey();
                    }
                }
            }
            return null;
        };
    }

    /** Operations that a run has few of fail more often, so that each has its share of faults. */
    private static double weight(Op op) {
        return switch (op) {
            case MONGO_FIND, MONGO_QUERY, MONGO_INSERT, MONGO_REPLACE, MONGO_UPDATE, S3_GET, S3_HEAD, S3_PUT -> 0.6;
            case SQS_SEND, QUEUE, TICK -> 1;
            case MONGO_COUNT, S3_LIST -> 1;
            case MONGO_DELETE, S3_COPY, S3_DELETE, S3_MULTIPART_CREATE, S3_MULTIPART_PARTS, S3_MULTIPART_COMPLETE,
                    S3_MULTIPART_ABORT, S3_MULTIPART_LIST ->
                4;
            case MEDIACONVERT_PROBE, MEDIACONVERT_CREATE, MEDIACONVERT_SEARCH, MEDIACONVERT_GET, MEDIACONVERT_CANCEL ->
                4;
            case TRANSCRIBE_START, TRANSCRIBE_GET, TEXT_MODEL, WEBHOOK -> 3;
            case REDIS, HTTP, S3_EVENT, JOB_EVENT, TRANSCRIPTION_EVENT -> 3;
        };
    }
}
