package io.crealia.webhooks;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.webhooks.adapter.DeliveryMessage;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.EndpointRepository;
import io.crealia.webhooks.port.WebhookSender;
import java.util.stream.Stream;

/** The functions of webhooks, made by their own factory and called as their handlers call them. */
public final class SimulatedWebhooks {
    private final SimulatedPlatform platform;
    private final WebhooksConfig config;
    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final DeliveryQueue queue;

    public SimulatedWebhooks(SimulatedPlatform platform) {
        this.platform = platform;
        config = WebhooksFactory.config(platform.environment());
        endpoints = WebhooksFactory.endpoints(platform.mongo(), platform.seal());
        deliveries = WebhooksFactory.deliveries(platform.mongo());
        queue = WebhooksFactory.queue(platform.clients(), platform.environment());
    }

    /** As {@link WebhooksOnFactHandler}. */
    public RequestStreamHandler onFact() {
        var edge = new SqsBatchEdge();
        var facts = WebhooksFactory.factEvents(endpoints, deliveries, queue, platform.clock());
        return (in, out, context) -> edge.handleFacts(in, out, context, facts::accept);
    }

    /** As {@link WebhooksDeliveryHandler}. */
    public RequestStreamHandler delivery(WebhookSender sender) {
        var edge = new SqsBatchEdge();
        var bulkhead = WebhooksFactory.bulkhead(platform.mongo(), config);
        var attempt = WebhooksFactory.makeAttempt(endpoints, deliveries, sender, bulkhead, queue, platform.clock());
        return (in, out, context) -> edge.handle(in, out, context, body -> {
            var message = DeliveryMessage.parse(body);
            attempt.execute(message.tenant(), message.id(), message.version());
        });
    }

    /** As {@link WebhooksSweeperHandler}. */
    public RequestStreamHandler sweeper() {
        var edge = new ScheduleEdge();
        var sweep = WebhooksFactory.sweep(deliveries, queue, platform.clock(), config);
        return (in, out, context) -> edge.handle(in, out, context,
                () -> Json.object().put("sent", sweep.execute().sent()));
    }

    /** As {@link WebhooksApiHandler}. */
    public RequestStreamHandler api(TokenVerifier tokens) {
        var ids = platform.ids();
        var clock = platform.clock();
        var routes = Stream.concat(
                WebhooksFactory.endpointsApi(endpoints, deliveries, queue, WebhooksFactory.keys(), ids, clock, config)
                        .routes()
                        .stream(),
                WebhooksFactory.deliveriesApi(endpoints, deliveries, queue, clock).routes().stream()).toList();
        var edge = new HttpEdge(routes, tokens, platform.idempotency(platform.vault()), platform.guard());
        return edge::handle;
    }
}
