package io.crealia.webhooks.usecase;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryState;

/** What is counted of deliveries. */
final class DeliveryMeasures {
    private DeliveryMeasures() {}

    /** Of an attempt that was made, whether its record was kept or not. */
    static void attempted(boolean success) {
        Metrics.count(Metric.WEBHOOK_ATTEMPTS, success ? "delivered" : "failed");
    }

    /** Of a version, once, by whoever committed it. */
    static void committed(Delivery delivery) {
        switch (delivery.state()) {
            case DeliveryState.Succeeded _ -> Metrics.count(Metric.WEBHOOK_MESSAGES, "delivered");
            case DeliveryState.Failed _ -> Metrics.count(Metric.WEBHOOK_MESSAGES, gone(delivery)
                    ? "disabled"
                    : "exhausted");
            case DeliveryState.Cancelled _ -> Metrics.count(Metric.WEBHOOK_MESSAGES, "disabled");
            case DeliveryState.Waiting _,DeliveryState.Sending _ -> {
            }
        }
    }

    private static boolean gone(Delivery delivery) {
        return !delivery.attempts().isEmpty()
                && delivery.attempts().getLast().error().filter(error -> error == AttemptError.GONE).isPresent();
    }
}
