package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers an endpoint on this machine, shows what is delivered to it, and takes it away again. */
@Command(name = "listen", description = "Receives the webhooks of the running edition, verifies and shows them, until you press Ctrl-C.", mixinStandardHelpOptions = true)
final class WebhooksListenCommand implements Callable<Integer> {
    private static final String ENDPOINTS = "/v1/webhook-endpoints";

    @Mixin
    private Options options;

    @Option(names = "--listen-port", paramLabel = "PORT", defaultValue = "0", description = "Where to listen on 127.0.0.1; 0 takes a free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "End after so many deliveries; 0 goes on. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--signing", paramLabel = "SCHEME", defaultValue = "v1", description = "v1 (shared secret) or v1a (public key). Default: ${DEFAULT-VALUE}")
    private String signing;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var session = Session.join(options.settings());
        if (session.isEmpty()) {
            System.err.println(StatusCommand.NOT_RUNNING);
            return Exit.ENVIRONMENT;
        }
        var done = new CountDownLatch(count == 0 ? 1 : count);
        try (var receiver = WebhookReceiver.start(port, this::print, count == 0 ? () -> {} : done::countDown)) {
            listen(session.get().api(), receiver, done);
        }
        return Exit.OK;
    }

    private void listen(ApiClient api, WebhookReceiver receiver, CountDownLatch done) throws InterruptedException {
        var url = "http://127.0.0.1:" + receiver.port() + "/";
        var endpoint = api.post(ENDPOINTS, Json.object().put("url", url).put("signing", signing),
                UUID.randomUUID().toString());
        var id = endpoint.path("id").asText();
        receiver.trust(endpoint);
        var stopped = new CountDownLatch(1);
        var hook = Thread.ofPlatform().unstarted(() -> {
            done.countDown();
            awaitBriefly(stopped);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (!options.json()) {
                System.out.println("Listening on " + url + " as endpoint " + id + ". Ctrl-C ends it.");
                System.out.flush();
            }
            done.await();
        } finally {
            api.delete(ENDPOINTS + "/" + id);
            stopped.countDown();
        }
    }

    private void print(WebhookReceiver.Received received) {
        System.out.println(options.json()
                ? Json.text(Json.object().put("id", received.id()).put("type", received.type()).put("verdict",
                        received.verdict()).set("body", received.body()))
                : "%s  %-20s %-10s %s".formatted(received.at(), received.type(), received.verdict(),
                        Json.text(received.body())));
        System.out.flush();
    }

    private static void awaitBriefly(CountDownLatch latch) {
        try {
            if (!latch.await(5, TimeUnit.SECONDS)) {
                System.err.println("crealia: the endpoint could not be taken away in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
