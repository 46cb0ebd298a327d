package io.crealia.local.cloud.ai;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Runs one job at a time and lets a few wait. A place is taken before a request's body is read, so that requests that
 * would be refused cost no memory.
 */
final class JobQueue implements AutoCloseable {
    private final int waiting;
    private final Semaphore places;
    private final ExecutorService worker;
    private final Set<Future<?>> jobs = ConcurrentHashMap.newKeySet();

    /** @param waiting how many may wait behind the one that runs */
    JobQueue(String name, int waiting) {
        this.waiting = waiting;
        this.places = new Semaphore(1 + waiting);
        // A daemon: an engine that does not heed interrupts must not keep the process alive.
        this.worker = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    /** The right to run jobs, one after the other. To be closed by the thread that entered. */
    final class Place implements AutoCloseable {
        private Place() {}

        /**
         * Waits for its turn and for the job.
         *
         * @throws AiException of the job, or because the server stops
         */
        <T> T run(Callable<T> job) {
            Future<T> future = null;
            try {
                future = worker.submit(job);
                jobs.add(future);
                if (worker.isShutdown()) {
                    future.cancel(true);
                }
                return future.get();
            } catch (RejectedExecutionException | CancellationException e) {
                throw AiException.stopping();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                future.cancel(true);
                throw AiException.stopping();
            } catch (ExecutionException e) {
                if (worker.isShutdown()) {
                    throw AiException.stopping();
                }
                throw e.getCause() instanceof RuntimeException known
                        ? known
                        : new IllegalStateException("The job failed", e.getCause());
            } finally {
                if (future != null) {
                    jobs.remove(future);
                }
            }
        }

        @Override
        public void close() {
            places.release();
        }
    }

    /** @throws AiException if no place is left */
    Place enter() {
        if (worker.isShutdown()) {
            throw AiException.stopping();
        }
        if (!places.tryAcquire()) {
            throw AiException.busy(waiting);
        }
        return new Place();
    }

    /** Ends the waiting of every caller at once; the job that runs is interrupted. */
    @Override
    public void close() {
        worker.shutdownNow();
        jobs.forEach(job -> job.cancel(true));
    }
}
