package io.crealia.simulation.work;

import io.crealia.platform.json.Json;
import io.crealia.simulation.work.Client.Request;

/** A tenant's developer, who registers a webhook; and a stranger who asks for what is not his. */
final class Subscriber {
    private final World world;
    private final Book book;

    Subscriber(World world, Book book) {
        this.world = world;
        this.book = book;
    }

    void begin(String tenant) {
        var body = Json.object().put("url", url(tenant));
        body.putArray("events").add("*");
        new Client(world, book).send(new Request("WebhooksApi", "POST", "/v1/webhook-endpoints", tenant)
                .keyed("endpoint").with(body), answer -> {
                    if (answer.status() == 201) {
                        book.subscribed(tenant, world.sim().now());
                    } else {
                        book.problem("an endpoint was answered " + answer.status() + " " + answer.text());
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
