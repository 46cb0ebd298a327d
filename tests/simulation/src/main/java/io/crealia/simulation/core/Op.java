package io.crealia.simulation.core;

import static io.crealia.simulation.core.Fault.CLOCK_JUMP;
import static io.crealia.simulation.core.Fault.CRASH;
import static io.crealia.simulation.core.Fault.DELAY;
import static io.crealia.simulation.core.Fault.DUPLICATE;
import static io.crealia.simulation.core.Fault.FAIL_AFTER;
import static io.crealia.simulation.core.Fault.FAIL_BEFORE;
import static io.crealia.simulation.core.Fault.PAUSE;
import static io.crealia.simulation.core.Fault.REORDER;
import static io.crealia.simulation.core.Fault.STALE_READ;
import static io.crealia.simulation.core.Fault.THROTTLE;

import java.util.EnumSet;
import java.util.Set;

/** The operations of the simulated ports, each with the faults that it can have. */
public enum Op {
    MONGO_FIND(Kind.READ), MONGO_QUERY(Kind.READ), MONGO_COUNT(Kind.READ), MONGO_INSERT(Kind.WRITE), MONGO_REPLACE(
            Kind.WRITE), MONGO_UPDATE(Kind.WRITE), MONGO_DELETE(Kind.WRITE),

    S3_HEAD(Kind.STRONG_READ), S3_GET(Kind.STRONG_READ), S3_LIST(Kind.STRONG_READ), S3_PUT(Kind.RETRIED), S3_COPY(
            Kind.RETRIED), S3_DELETE(Kind.RETRIED), S3_MULTIPART_CREATE(Kind.RETRIED), S3_MULTIPART_PARTS(
                    Kind.STRONG_READ), S3_MULTIPART_COMPLETE(
                            Kind.RETRIED), S3_MULTIPART_ABORT(Kind.RETRIED), S3_MULTIPART_LIST(Kind.STRONG_READ),

    SQS_SEND(Kind.SEND),

    MEDIACONVERT_PROBE(Kind.STRONG_READ), MEDIACONVERT_CREATE(Kind.RETRIED), MEDIACONVERT_SEARCH(
            Kind.READ), MEDIACONVERT_GET(Kind.READ), MEDIACONVERT_CANCEL(Kind.RETRIED),

    TRANSCRIBE_START(Kind.RETRIED), TRANSCRIBE_GET(Kind.READ), TEXT_MODEL(Kind.RETRIED),

    WEBHOOK(Kind.WRITE),

    /** Takes from a shared rate-limit bucket. Redis holds what may be lost, so an old answer is any answer. */
    REDIS(Kind.WRITE),

    /** A client's call of the API, as the network between them has it. */
    HTTP(Kind.NETWORK),
    /** S3's notification of an object. FAIL_BEFORE: it is lost. */
    S3_EVENT(Kind.EVENT),
    /** EventBridge's event of a MediaConvert job. FAIL_BEFORE: it is lost. */
    JOB_EVENT(Kind.EVENT),
    /** EventBridge's event of a transcription. FAIL_BEFORE: it is lost. */
    TRANSCRIPTION_EVENT(Kind.EVENT),
    /** A queue hands a batch to a function. FAIL_AFTER: the deletion is lost, so all of it comes again. */
    QUEUE(Kind.DELIVERY),
    /** A schedule's tick. FAIL_BEFORE: it is left out. DUPLICATE: two at once. */
    TICK(Kind.TICK);

    private final Kind kind;

    Op(Kind kind) {
        this.kind = kind;
    }

    /** What an operation is like, and with it which faults it cannot have and why. */
    private enum Kind {
        READ(EnumSet.of(FAIL_BEFORE, FAIL_AFTER, DELAY, STALE_READ, THROTTLE, CRASH, PAUSE, CLOCK_JUMP)), STRONG_READ(
                EnumSet.of(FAIL_BEFORE, FAIL_AFTER, DELAY, THROTTLE, CRASH, PAUSE, CLOCK_JUMP)), WRITE(
                        EnumSet.of(FAIL_BEFORE, FAIL_AFTER, DELAY, THROTTLE, CRASH, PAUSE, CLOCK_JUMP)), RETRIED(
                                EnumSet.of(FAIL_BEFORE, FAIL_AFTER, DELAY, DUPLICATE, THROTTLE, CRASH, PAUSE,
                                        CLOCK_JUMP)), SEND(
                                                EnumSet.of(FAIL_BEFORE, FAIL_AFTER, DELAY, DUPLICATE, REORDER,
                                                        THROTTLE, CRASH, PAUSE, CLOCK_JUMP)), NETWORK(
                                                                EnumSet.of(FAIL_BEFORE, FAIL_AFTER, DELAY,
                                                                        DUPLICATE)), EVENT(
                                                                                EnumSet.of(FAIL_BEFORE, DELAY,
                                                                                        DUPLICATE, REORDER)), DELIVERY(
                                                                                                EnumSet.of(FAIL_AFTER,
                                                                                                        DELAY,
                                                                                                        DUPLICATE)), TICK(
                                                                                                                EnumSet.of(
                                                                                                                        FAIL_BEFORE,
                                                                                                                        DELAY,
                                                                                                                        DUPLICATE));

        private final Set<Fault> possible;

        Kind(Set<Fault> possible) {
            this.possible = possible;
        }
    }

    public Set<Fault> faults() {
        return kind.possible;
    }

    public boolean can(Fault fault) {
        return kind.possible.contains(fault);
    }

    /** Why a fault is none of this operation's; only for those that {@link #can} does not have. */
    public String whyNot(Fault fault) {
        return switch (fault) {
            case STALE_READ -> kind == Kind.STRONG_READ
                    ? "the service promises read-after-write"
                    : "nothing is read";
            case DUPLICATE -> switch (kind) {
                case READ, STRONG_READ -> "reading twice is reading once";
                case WRITE -> "this client does not repeat a write by itself";
                case RETRIED, SEND, NETWORK, EVENT, DELIVERY, TICK -> "";
            };
            case REORDER -> switch (kind) {
                case READ, STRONG_READ, WRITE, RETRIED, NETWORK -> "a call is answered before the next; DELAY lets "
                        + "others overtake it";
                case DELIVERY -> "REORDER of SQS_SEND is it";
                case TICK -> "one tick is like the other";
                case SEND, EVENT -> "";
            };
            case CRASH, PAUSE, CLOCK_JUMP -> "it is no call of an environment of ours";
            case THROTTLE -> "the service throttles itself unseen";
            case FAIL_BEFORE -> "a queue does not lose what it holds";
            case FAIL_AFTER -> "nobody waits for an answer";
            case DELAY -> "";
        };
    }
}
