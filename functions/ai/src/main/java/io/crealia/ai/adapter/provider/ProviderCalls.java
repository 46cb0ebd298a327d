package io.crealia.ai.adapter.provider;

import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Calls one provider for one task: repeats what may pass, within the deadline and with jitter; leaves a provider alone that
 * fails all the time; refuses at once what more callers than the bulkhead holds ask for.
 */
public final class ProviderCalls {
    private static final Log LOG = Log.of(ProviderCalls.class);
    /** With less time left no answer can come. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final String name;
    private final Limits limits;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final Semaphore bulkhead;

    /**
     * @param attempts of one call, the first included
     * @param concurrent calls at a time, per execution environment
     * @param longest one attempt may take
     * @param failures in a row that open the circuit
     * @param rest how long it stays open
     */
    public record Limits(int attempts, int concurrent, Duration longest, int failures, Duration rest,
            Duration backoffBase, Duration backoffMost) {
        public static Limits within(Duration longest) {
            return new Limits(5, 4, longest, 5, Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(20));
        }
    }

    /** One call of the provider that came back. */
    public record Bought<T>(T value, Optional<Amount> usage) {}

    /** Makes one call, which may be tried again. Runs in a thread of its own. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** @throws CallFault if there is no usable answer; nothing else that is checked */
        Bought<T> make() throws CallFault;
    }

    /** @param name of provider and task, shown to people */
    public ProviderCalls(String name, Limits limits, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
        this.name = name;
        this.limits = limits;
        this.clock = clock;
        this.sleeper = sleeper;
        this.backoff = new Backoff(random, limits.backoffBase(), limits.backoffMost());
        this.breaker = new CircuitBreaker(clock, limits.failures(), limits.rest());
        this.bulkhead = new Semaphore(limits.concurrent());
    }

    /** @throws AiFailure if no attempt gives an answer */
    public <T> T call(Deadline deadline, Tab tab, Attempt<T> attempt) {
        if (!bulkhead.tryAcquire()) {
            throw AiFailure.unavailable(name + ": as many calls as permitted are at work already.", null);
        }
        try {
            return repeat(deadline, tab, attempt);
        } finally {
            bulkhead.release();
        }
    }

    private <T> T repeat(Deadline deadline, Tab tab, Attempt<T> attempt) {
        for (int number = 1;; number++) {
            try {
                var bought = once(deadline, attempt);
                tab.charge(bought.usage());
                return bought.value();
            } catch (CallFault fault) {
                if (fault.charged()) {
                    tab.charge(Optional.empty());
                }
                if (fault.kind() == CallFault.Kind.REFUSED || number == limits.attempts() || !tab.open()) {
                    throw failure(fault);
                }
                LOG.info("a call of an AI provider is tried again", LogField.ATTEMPT.of(number),
                        LogField.REASON.of(fault.kind()), LogField.DETAIL.of(fault.getMessage()));
                pause(backoff.after(number, fault.floor()), deadline, fault);
            }
        }
    }

    private <T> Bought<T> once(Deadline deadline, Attempt<T> attempt) throws CallFault {
        var left = deadline.left(clock);
        if (left.compareTo(LEAST) < 0) {
            throw AiFailure.unavailable(name + ": no time was left to ask.", null);
        }
        if (!breaker.admits()) {
            throw AiFailure.unavailable(name + ": left alone for a while, because it failed several times in a row.",
                    null);
        }
        var healthy = Optional.<Boolean>empty();
        try {
            var bought = Watchdog.run(attempt::make, left.compareTo(limits.longest()) < 0 ? left : limits.longest());
            healthy = Optional.of(true);
            return bought;
        } catch (CallFault fault) {
            healthy = Optional.of(!fault.ailing());
            throw fault;
        } finally {
            healthy.ifPresentOrElse(good -> {
                if (good) {
                    breaker.succeeded();
                } else {
                    breaker.failed();
                }
            }, breaker::abandoned);
        }
    }

    private void pause(Duration wait, Deadline deadline, CallFault fault) {
        if (wait.plus(LEAST).compareTo(deadline.left(clock)) > 0) {
            throw failure(fault);
        }
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AiFailure.unavailable("The invocation was interrupted.", e);
        }
    }

    private AiFailure failure(CallFault fault) {
        var detail = name + ": " + fault.getMessage() + ".";
        return switch (fault.kind()) {
            case REFUSED -> AiFailure.refused(detail, fault);
            case PASSING -> AiFailure.unavailable(detail, fault);
            case GARBLED -> AiFailure.malformed(detail, fault);
        };
    }
}
