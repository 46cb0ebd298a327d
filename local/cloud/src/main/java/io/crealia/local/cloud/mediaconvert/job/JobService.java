package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.mediaconvert.encode.JobFailedException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes jobs in, runs so many at once, in the order of priority and submission, and stops them. */
public final class JobService implements AutoCloseable {
    private static final Logger LOG = System.getLogger(JobService.class.getName());
    /** How long a ClientRequestToken is remembered, as in MediaConvert. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(1);
    private static final int MOST_STARTS = 3;
    private static final long RESEND_SECONDS = 5;
    private static final long CLOSE_MILLIS = 15_000;

    private final Jobs jobs;
    private final JobRunner runner;
    private final int mostWaiting;
    private final PriorityBlockingQueue<Waiting> waiting = new PriorityBlockingQueue<>();
    private final Map<String, JobRun> running = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("mediaconvert-timer").factory());
    private final Object submission = new Object();
    private volatile boolean closing;

    private record Waiting(int priority, long number, String id) implements Comparable<Waiting> {
        private static final Comparator<Waiting> ORDER = Comparator.comparingInt(Waiting::priority).reversed()
                .thenComparingLong(Waiting::number);
        /** Comes before every job and ends the worker that takes it. */
        static final Waiting STOP = new Waiting(Integer.MAX_VALUE, 0, "");

        @Override
        public int compareTo(Waiting other) {
            return ORDER.compare(this, other);
        }
    }

    /** What became of a submission. */
    public sealed interface Submission {
        record Accepted(JobRecord job) implements Submission {}

        record QueueFull(int most) implements Submission {}
    }

    /** What became of a cancellation. */
    public enum Cancellation {
        DONE, UNKNOWN, ENDED
    }

    JobService(Jobs jobs, JobRunner runner, int atOnce, int mostWaiting, Duration statusUpdate) {
        this.jobs = jobs;
        this.runner = runner;
        this.mostWaiting = mostWaiting;
        recover();
        for (int i = 0; i < atOnce; i++) {
            workers.add(Thread.ofPlatform().daemon().name("mediaconvert-job-" + i).start(this::work));
        }
        timer.scheduleAtFixedRate(this::updateStatus, statusUpdate.toMillis(), statusUpdate.toMillis(),
                TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> jobs.store().all().forEach(jobs::sendFinal), 0, RESEND_SECONDS,
                TimeUnit.SECONDS);
    }

    /** @param body a request that passed {@code JobParser} */
    public Submission submit(ObjectNode body, String queueArn) {
        synchronized (submission) {
            Instant now = jobs.now();
            Optional<JobRecord> earlier = withToken(body.path("clientRequestToken").asText(), now);
            if (earlier.isPresent()) {
                return new Submission.Accepted(earlier.get());
            }
            List<JobRecord> all = jobs.store().all();
            if (all.stream().filter(job -> job.status() == JobRecord.Status.SUBMITTED).count() >= mostWaiting) {
                return new Submission.QueueFull(mostWaiting);
            }
            long number = all.isEmpty() ? 1 : all.getLast().number() + 1;
            JobRecord job = JobRecord.submitted(JobIds.next(now), number, body, queueArn, now);
            jobs.store().add(job);
            enqueue(job);
            return new Submission.Accepted(job);
        }
    }

    private Optional<JobRecord> withToken(String token, Instant now) {
        return jobs.store().all().stream().filter(job -> !token.isEmpty()
                && job.body().path("clientRequestToken").asText().equals(token)
                && Duration.between(job.submitted(), now).compareTo(TOKEN_LIFE) < 0).findFirst();
    }

    public Optional<JobRecord> find(String id) {
        return jobs.store().find(id);
    }

    /** All jobs in the order of their submission. */
    public List<JobRecord> all() {
        return jobs.store().all();
    }

    /** The process of a running job is stopped; its outputs are removed before the CANCELED event. */
    public Cancellation cancel(String id) {
        Optional<JobRecord> job = find(id);
        if (job.isEmpty()) {
            return Cancellation.UNKNOWN;
        }
        if (job.get().status().terminal()) {
            return Cancellation.ENDED;
        }
        JobRun run = running.get(id);
        if (run != null) {
            run.stop();
            return Cancellation.DONE;
        }
        boolean ended = jobs.end(id,
                (events, before, now) -> before.finish(JobRecord.Status.CANCELED, now, Optional.empty(),
                        List.of(), events.canceled(before, now)));
        if (ended) {
            // A worker may have taken the job between the two looks.
            Optional.ofNullable(running.get(id)).ifPresent(JobRun::stop);
        }
        return ended ? Cancellation.DONE : Cancellation.ENDED;
    }

    private void enqueue(JobRecord job) {
        waiting.add(new Waiting(job.body().path("priority").asInt(), job.number(), job.id()));
    }

    /** Takes up what an earlier server left: waiting jobs wait again, running ones start again, but not for ever. */
    private void recover() {
        for (JobRecord job : jobs.store().all()) {
            if (job.status() == JobRecord.Status.PROGRESSING) {
                Orphans.kill(job.pid());
                if (job.attempts() >= MOST_STARTS) {
                    runner.fail(job.id(), new JobRecord.Failure(JobFailedException.TRANSIENT,
                            "the service was interrupted " + job.attempts() + " times while it ran this job"));
                    continue;
                }
            }
            if (!job.status().terminal()) {
                enqueue(job);
            }
        }
    }

    private void work() {
        try {
            for (Waiting next = waiting.take(); !next.equals(Waiting.STOP); next = waiting.take()) {
                try {
                    runNext(next.id());
                } catch (RuntimeException e) {
                    // A job that cannot even be kept on disk must not end the worker of all others.
                    LOG.log(Logger.Level.ERROR, "job " + next.id() + " was given up", e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void runNext(String id) throws InterruptedException {
        var run = new JobRun(id, jobs);
        running.put(id, run);
        try {
            // Under the job's own lock in the store: a cancellation comes either before this or finds the run.
            JobRecord job = jobs.change(id, before -> before.status().terminal() ? before : before.start(jobs.now()));
            if (!job.status().terminal()) {
                jobs.tell(id, JobEvents::progressing);
                runner.run(job, run, () -> closing);
            }
        } finally {
            running.remove(id);
        }
    }

    private void updateStatus() {
        running.forEach(
                (id, run) -> jobs.tell(id, (events, job, now) -> events.statusUpdate(job, run.phasePercent(), now)));
    }

    /** Stops the running processes and waits for them; their jobs go on with the next start. */
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        running.values().forEach(JobRun::stop);
        workers.forEach(_ -> waiting.add(Waiting.STOP));
        for (Thread worker : workers) {
            join(worker);
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join(CLOSE_MILLIS);
            worker.interrupt();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
