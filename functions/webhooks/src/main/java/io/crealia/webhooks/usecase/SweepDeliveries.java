package io.crealia.webhooks.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryState;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.DeliveryRepository.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Visits every delivery that wants a visit: sends what is due and what was lost, and ends attempts whose maker died. Any
 * number may run at once. A delivery that fails is counted and the others go on.
 */
public final class SweepDeliveries {
    private static final Log LOG = Log.of(SweepDeliveries.class);
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 50;
    /** A message that was sent again is given that long before it is sent once more. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final DeliveryRepository deliveries;
    private final DeliveryQueue queue;
    private final DeliveryDispatch dispatch;
    private final InstantSource clock;
    private final Duration budget;

    /** @param budget after which no further delivery is visited; less than the function's timeout */
    public SweepDeliveries(DeliveryRepository deliveries, DeliveryQueue queue, InstantSource clock, Duration budget) {
        this.deliveries = deliveries;
        this.queue = queue;
        this.dispatch = new DeliveryDispatch(queue);
        this.clock = clock;
        this.budget = budget;
    }

    /**
     * @param sent messages that were sent
     * @param lost attempts whose maker had died
     * @param failed visits that failed; they stay due
     * @param oldestOverdue how long the longest waiting delivery had waited when the sweep began
     * @param complete whether nothing that was due was left for the next sweep
     */
    public record Report(int sent, int lost, int failed, Duration oldestOverdue, boolean complete) {}

    public Report execute() {
        return asOf(TellEndpoints.now(clock));
    }

    /** @param start visits what was due by then */
    public Report asOf(Instant start) {
        var tally = new Tally();
        var after = Optional.<Due>empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            var due = deliveries.findDue(start, after, PAGE);
            for (var delivery : due) {
                if (Duration.between(start, clock.instant()).compareTo(budget) >= 0) {
                    return tally.report(false);
                }
                visit(delivery, start, tally);
            }
            if (due.size() < PAGE) {
                return tally.report(true);
            }
            after = Optional.of(due.getLast());
        }
        return tally.report(false);
    }

    // An edge of its own: one bad delivery must not keep the others waiting, whatever is wrong with it.
    private void visit(Due due, Instant start, Tally tally) {
        var overdue = Duration.between(due.visitAt(), start);
        tally.oldest = overdue.compareTo(tally.oldest) > 0 ? overdue : tally.oldest;
        try {
            var found = deliveries.find(due.tenant(), due.id()).filter(d -> d.version() == due.version());
            if (found.isPresent()) {
                drive(found.get(), due, tally);
            }
        } catch (RuntimeException e) {
            tally.failed++;
            LOG.error("a delivery could not be driven on", e, LogField.TENANT_ID.of(due.tenant()));
        }
    }

    private void drive(Delivery delivery, Due due, Tally tally) {
        var now = TellEndpoints.now(clock);
        switch (delivery.state()) {
            case DeliveryState.Waiting _ -> {
                // Postponed first: better a message too late than one with every sweep while the queue is long.
                deliveries.postpone(due, now.plus(AGAIN));
                queue.send(delivery, Duration.ZERO);
                tally.sent++;
            }
            case DeliveryState.Sending sending when !now.isBefore(sending.until()) -> {
                var next = delivery.lost(now);
                if (deliveries.compareAndSet(next, next.visitAt(now))) {
                    tally.lost++;
                    DeliveryMeasures.committed(next);
                    dispatch.send(next, now);
                }
            }
            case DeliveryState.Sending _,DeliveryState.Succeeded _,DeliveryState.Failed _,DeliveryState.Cancelled _ -> {
            }
        }
    }

    private static final class Tally {
        private int sent;
        private int lost;
        private int failed;
        private Duration oldest = Duration.ZERO;

        private Report report(boolean complete) {
            return new Report(sent, lost, failed, oldest, complete);
        }
    }
}
