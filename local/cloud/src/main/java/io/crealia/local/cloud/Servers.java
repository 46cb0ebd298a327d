package io.crealia.local.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Starts servers at the same time and ends them one by one. */
final class Servers implements AutoCloseable {

    private record Started(Running server, Duration took) {}

    private final Map<Service, Started> running = new EnumMap<>(Service.class);

    /** All or nothing: when one server fails, all that run are ended and every failure is told. */
    void start(Set<Service> services, Function<Service, Callable<Running>> starters) {
        LoggerFactory.getILoggerFactory(); // SLF4J drops what is logged while another thread initialises it
        var pending = new EnumMap<Service, Future<Started>>(Service.class);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Service service : services) {
                Callable<Running> starter = starters.apply(service);
                pending.put(service, executor.submit(() -> timed(starter)));
            }
        }
        var failures = new ArrayList<CloudStartException>();
        pending.forEach((service, future) -> {
            try {
                running.put(service, future.get());
            } catch (ExecutionException e) {
                failures.add(new CloudStartException(service + " did not start: " + e.getCause(), e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(new CloudStartException(service + " was interrupted while it started", e));
            }
        });
        if (!failures.isEmpty()) {
            close();
            CloudStartException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    <T extends Running> T running(Service service, Class<T> type) {
        Started started = running.get(service);
        if (started == null) {
            throw new IllegalStateException(service + " was not started: it is not in CloudSettings.services");
        }
        return type.cast(started.server());
    }

    List<ServiceStatus> status() {
        return running.entrySet().stream()
                .map(e -> new ServiceStatus(e.getKey(), e.getValue().server().description(), e.getValue().took()))
                .toList();
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (Service service : List.copyOf(running.keySet()).reversed()) {
            try {
                running.remove(service).server().close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = new IllegalStateException(service + " did not stop cleanly", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Started timed(Callable<Running> starter) throws Exception {
        long begin = System.nanoTime();
        Running server = starter.call();
        return new Started(server, Duration.ofNanos(System.nanoTime() - begin));
    }
}
