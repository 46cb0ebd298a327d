package io.crealia.simulation.cloud;

import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.WebhookUrl;
import io.crealia.webhooks.port.WebhookSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants' own servers. What a network does to an attempt is an outcome, as with the real sender. */
public final class SimReceivers implements WebhookSender {
    private final Sim sim;
    private final List<Post> taken = new ArrayList<>();

    private final Map<String, Receiver> receivers = new HashMap<>();

    /** What a receiver makes of whatever reaches it. */
    public enum Receiver {
        TAKES, REFUSES,
        /** Wants no more, and says so. */
        GONE
    }

    /** An event that a receiver has taken. */
    public record Post(String url, String id, String body) {}

    public SimReceivers(Sim sim) {
        this.sim = sim;
    }

    public void at(String url, Receiver receiver) {
        receivers.put(url, receiver);
    }

    public List<Post> taken() {
        return taken;
    }

    @Override
    public Outcome post(WebhookUrl url, Map<String, String> headers, byte[] body) {
        try {
            return sim.call(Op.WEBHOOK, url.toString(), new Sim.Port<Outcome>() {
                @Override
                public Outcome real() {
                    switch (receivers.getOrDefault(url.text(), Receiver.TAKES)) {
                        case REFUSES -> {
                            return Outcome.answered(500, Optional.empty());
                        }
                        case GONE -> {
                            return Outcome.answered(410, Optional.empty());
                        }
                        case TAKES -> {
                        }
                    }
                    taken.add(new Post(url.toString(),
                            headers.get("webhook-id") + (sim.planted(Plant.WEBHOOK_ID_CHANGES) ? sim.next("post") : ""),
                            new String(body, java.nio.charset.StandardCharsets.UTF_8)));
                    return Outcome.answered(204, Optional.empty());
                }

                @Override
                public RuntimeException failure(boolean throttled) {
                    return new Refused(throttled);
                }
            });
        } catch (Refused e) {
            return e.throttled
                    ? Outcome.answered(429, Optional.of(Duration.ofSeconds(30)))
                    : Outcome.failed(AttemptError.CONNECT);
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean throttled;

        Refused(boolean throttled) {
            super("simulated", null, false, false);
            this.throttled = throttled;
        }
    }
}
