package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a job. Immutable: each change is a copy.
 *
 * @param number order of submission on this server
 * @param body the CreateJob request as it came
 * @param queueArn queue the job waits in
 * @param attempts how often it was started
 * @param pid process of the encoder while it runs, 0 otherwise; tells a restarted server what to stop
 * @param percent of the whole job
 * @param unsentEvent the final event until its receiver took it
 */
public record JobRecord(String id, long number, ObjectNode body, String queueArn, Instant submitted,
        Optional<Instant> started, Optional<Instant> finished, Status status, int attempts, long pid,
        Optional<String> phase, int percent, Optional<Failure> failure, List<Warning> warnings,
        List<List<OutputSize>> outputs, Optional<ObjectNode> unsentEvent) {

    public JobRecord {
        warnings = List.copyOf(warnings);
        outputs = List.copyOf(outputs);
    }

    public enum Status {
        SUBMITTED, PROGRESSING, COMPLETE, CANCELED, ERROR;

        public boolean terminal() {
            return this == COMPLETE || this == CANCELED || this == ERROR;
        }
    }

    public record Failure(int code, String message) {}

    public record Warning(int code, String message) {}

    /** What GetJob tells of an output: no paths, as in MediaConvert. Sides are 0 without a picture. */
    public record OutputSize(long durationMillis, int width, int height) {}

    static JobRecord submitted(String id, long number, ObjectNode body, String queueArn, Instant now) {
        return new JobRecord(id, number, body, queueArn, now, Optional.empty(), Optional.empty(), Status.SUBMITTED, 0,
                0,
                Optional.empty(), 0, Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    JobRecord start(Instant now) {
        return new JobRecord(id, number, body, queueArn, submitted, Optional.of(started.orElse(now)), finished,
                Status.PROGRESSING, attempts + 1, 0, Optional.of("PROBING"), 0, failure, warnings, outputs,
                unsentEvent);
    }

    /** Stopped because the server stops: this start does not count. */
    JobRecord interrupt() {
        return new JobRecord(id, number, body, queueArn, submitted, started, finished, status, attempts - 1, 0, phase,
                percent,
                failure, warnings, outputs, unsentEvent);
    }

    JobRecord withPid(long process) {
        return new JobRecord(id, number, body, queueArn, submitted, started, finished, status, attempts, process, phase,
                percent, failure, warnings, outputs, unsentEvent);
    }

    JobRecord progress(String newPhase, int newPercent) {
        return new JobRecord(id, number, body, queueArn, submitted, started, finished, status, attempts, pid,
                Optional.of(newPhase), Math.max(percent, newPercent), failure, warnings, outputs, unsentEvent);
    }

    JobRecord warn(Warning warning) {
        var all = new ArrayList<>(warnings);
        all.add(warning);
        return new JobRecord(id, number, body, queueArn, submitted, started, finished, status, attempts, pid, phase,
                percent,
                failure, all, outputs, unsentEvent);
    }

    JobRecord finish(Status end, Instant now, Optional<Failure> why, List<List<OutputSize>> sizes, ObjectNode event) {
        return new JobRecord(id, number, body, queueArn, submitted, started, Optional.of(now), end, attempts, 0, phase,
                end == Status.COMPLETE ? 100 : percent, why, warnings, sizes, Optional.of(event));
    }

    JobRecord eventSent() {
        return new JobRecord(id, number, body, queueArn, submitted, started, finished, status, attempts, pid, phase,
                percent,
                failure, warnings, outputs, Optional.empty());
    }
}
