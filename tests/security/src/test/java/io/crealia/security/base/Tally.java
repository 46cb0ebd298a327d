package io.crealia.security.base;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Counts what one class of hostile inputs did: how many were tried, and how many were accepted wrongly, answered 5xx,
 * answered late or changed the state. The same name always gives the same tally. Thread-safe.
 */
public final class Tally {
    /** Nothing hostile may take longer. */
    public static final Duration SLOW = Duration.ofSeconds(2);
    /** What is slow by its nature is slow each time; what waited for a busy machine once is not. */
    private static final int TRIES = 3;
    private static final Map<String, Tally> ALL = new ConcurrentSkipListMap<>();

    private final String corpus;
    private int inputs;
    private final List<String> accepted = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> slow = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();

    private Tally(String corpus) {
        this.corpus = corpus;
    }

    /** @param corpus name of the class of inputs */
    public static Tally of(String corpus) {
        return ALL.computeIfAbsent(corpus, Tally::new);
    }

    /** Every tally of this JVM, by name. */
    public static List<Tally> all() {
        return List.copyOf(ALL.values());
    }

    /** Sends an input and counts it. An answer that is late is asked for again, at most twice. */
    public Reply send(String id, Supplier<Reply> attempt) {
        return send(id, attempt, _ -> false);
    }

    /** @param right whether a 5xx is the answer that the protocol asks for */
    public Reply send(String id, Supplier<Reply> attempt, IntPredicate right) {
        var reply = attempt.get();
        for (int i = 1; i < TRIES && reply.took().compareTo(SLOW) > 0; i++) {
            reply = attempt.get();
        }
        input(id, reply.took(), right.test(reply.status()) ? 0 : reply.status());
        return reply;
    }

    /** As {@link #send}, for an input that no answer is good enough for but a refusal. */
    public Reply refused(String id, Supplier<Reply> attempt) {
        var reply = send(id, attempt);
        if (reply.status() > 0 && reply.status() < 400) {
            acceptedWrongly(id, reply.toString());
        }
        return reply;
    }

    /**
     * Counts an input that was given to something else than the API.
     *
     * @param status HTTP status if there is one, else 0
     */
    public synchronized void input(String id, Duration took, int status) {
        inputs++;
        if (status >= 500) {
            errors.add(id + ": " + status);
        }
        if (took.compareTo(SLOW) > 0) {
            slow.add(id + ": " + took);
        }
    }

    /** An input was taken that must not be, or was taken for something that it is not. */
    public synchronized void acceptedWrongly(String id, String how) {
        accepted.add(id + ": " + how);
    }

    public synchronized void error(String id, String how) {
        errors.add(id + ": " + how);
    }

    /** Compares two states between which nothing may have changed. */
    public synchronized void unchanged(String id, State before, State after) {
        before.changes(after).forEach(change -> changed.add(id + ": " + change));
    }

    public String corpus() {
        return corpus;
    }

    public synchronized int inputs() {
        return inputs;
    }

    synchronized String line() {
        return String.format(Locale.ROOT, "%-18s %6d inputs, accepted wrongly %d, 5xx %d, slower than 2 s %d, "
                + "state changed %d", corpus, inputs, accepted.size(), errors.size(), slow.size(), changed.size());
    }

    /** Writes the summary, and fails if anything but refusals was counted. */
    public void verify() {
        Summary.write();
        System.out.println(line());
        synchronized (this) {
            assertSoftly(softly -> {
                softly.assertThat(inputs).as("inputs of " + corpus).isPositive();
                softly.assertThat(errors).as("answered 5xx").isEmpty();
                softly.assertThat(slow).as("slower than 2 s").isEmpty();
                softly.assertThat(changed).as("state changed").isEmpty();
                softly.assertThat(accepted).as("accepted wrongly").isEmpty();
            });
        }
    }
}
