package io.crealia.simulation.work;

import io.crealia.platform.json.Json;
import io.crealia.simulation.cloud.SimReceivers.Receiver;
import io.crealia.simulation.work.Client.Request;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tenant's developer, who registers a webhook, and may delete it or ask for deliveries again; and a stranger who asks for what is not
 * his. What the receiver makes of events is drawn with the tenant.
 */
final class Subscriber {
    private static final long MINUTE = 60_000;
    private static final List<Receiver> RECEIVERS = Stream.concat(
            Stream.generate(() -> Receiver.TAKES).limit(36),
            Stream.of(Receiver.REFUSES, Receiver.REFUSES, Receiver.REFUSES, Receiver.GONE)).toList();

    private final World world;
    private final Book book;

    Subscriber(World world, Book book) {
        this.world = world;
        this.book = book;
    }

    void begin(String tenant) {
        var chance = world.sim().chance();
        var receiver = chance.pick("receiver " + tenant, 0, RECEIVERS);
        world.receivers().at(url(tenant), receiver);
        if (receiver == Receiver.GONE) {
            book.unsubscribed(tenant);
        }
        register(tenant);
        // An hour later most deliveries have ended; those that are refused end after three days and a third.
        if (chance.test("asks again " + tenant, 0, 0.15)) {
            var hours = receiver == Receiver.REFUSES ? 90 : 1;
            world.sim().after(hours * 60 * MINUTE, () -> askAgain(tenant));
        }
    }

    private void register(String tenant) {
        var body = Json.object().put("url", url(tenant));
        body.putArray("events").add("*");
        new Client(world, book).send(new Request("WebhooksApi", "POST", "/v1/webhook-endpoints", tenant)
                .keyed("endpoint").with(body), answer -> {
                    if (answer.status() == 201) {
                        book.subscribed(tenant, world.sim().now());
                        leave(tenant, answer.json().path("id").asText());
                    } else {
                        book.problem("an endpoint was answered " + answer.status() + " " + answer.text());
                    }
                });
    }

    private void leave(String tenant, String endpoint) {
        var chance = world.sim().chance();
        if (chance.test("leaves " + tenant, 0, 0.06)) {
            world.sim().after(chance.between("leaves at " + tenant, 0, MINUTE, 15 * MINUTE), () -> {
                book.unsubscribed(tenant);
                new Client(world, book).send(new Request("WebhooksApi", "DELETE", "/v1/webhook-endpoints/{endpoint_id}",
                        tenant).on("endpoint_id", endpoint), _ -> {});
            });
        }
    }

    private void askAgain(String tenant) {
        var client = new Client(world, book);
        client.send(new Request("WebhooksApi", "GET", "/v1/webhook-deliveries", tenant), answer -> {
            var deliveries = answer.json().path("data");
            for (int i = 0; i < Math.min(2, deliveries.size()); i++) {
                client.send(new Request("WebhooksApi", "POST", "/v1/webhook-deliveries/{delivery_id}/redeliver", tenant)
                        .on("delivery_id", deliveries.get(i).path("id").asText()), _ -> {});
            }
        });
    }

    static String url(String tenant) {
        return "https://hooks.example.com/" + tenant;
    }

    /** Asks for another tenant's asset and upload. */
    void spy(Book.Started started) {
        var stranger = started.tenant().equals("acme") ? "zeta" : "acme";
        var client = new Client(world, book);
        client.send(new Request("AssetsApi", "GET", "/v1/assets/{asset_id}", stranger).on("asset_id",
                started.assetId()), answer -> leaked(answer.status(), started.assetId()));
        client.send(new Request("UploadsApi", "GET", "/v1/uploads/{upload_id}", stranger).on("upload_id",
                started.uploadId()), answer -> leaked(answer.status(), started.uploadId()));
    }

    private void leaked(int status, String id) {
        if (status != 404) {
            book.leak(id + " was answered " + status + " to another tenant");
        }
    }
}
