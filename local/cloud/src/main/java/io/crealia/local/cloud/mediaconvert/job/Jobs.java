package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** The jobs together with their events: a change and what the world hears of it. */
final class Jobs {
    private final JobStore store;
    private final JobEvents events;
    private final EventSender sender;
    private final InstantSource clock;

    Jobs(JobStore store, JobEvents events, EventSender sender, InstantSource clock) {
        this.store = store;
        this.events = events;
        this.sender = sender;
        this.clock = clock;
    }

    /** Makes an event of a job. */
    interface Telling {
        ObjectNode event(JobEvents events, JobRecord job, Instant now);
    }

    /** Makes the end of a job; the job may have ended otherwise meanwhile. */
    interface Ending {
        JobRecord end(JobEvents events, JobRecord job, Instant now);
    }

    JobStore store() {
        return store;
    }

    Instant now() {
        return clock.instant();
    }

    JobRecord change(String id, UnaryOperator<JobRecord> change) {
        return store.change(id, change);
    }

    void touch(String id, UnaryOperator<JobRecord> change) {
        store.touch(id, change);
    }

    /** Under the job's lock in the store, so that nothing is told of a job after its final event. */
    void tell(String id, Telling telling) {
        store.touch(id, job -> {
            if (!job.status().terminal()) {
                sender.send(telling.event(events, job, now()), () -> {});
            }
            return job;
        });
    }

    /** Ends a job unless it has ended. The event is kept with the job until its receiver took it. */
    boolean end(String id, Ending ending) {
        boolean[] ended = {false};
        JobRecord job = store.change(id, before -> {
            ended[0] = !before.status().terminal();
            return ended[0] ? ending.end(events, before, now()) : before;
        });
        if (ended[0]) {
            sendFinal(job);
        }
        return ended[0];
    }

    /** Sends the final event of a job again, if nobody took it yet. */
    void sendFinal(JobRecord job) {
        job.unsentEvent().ifPresent(event -> sender.send(event, () -> store.change(job.id(), JobRecord::eventSent)));
    }
}
