package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.json.Json;
import io.crealia.testkit.contract.Contract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The document's examples of webhooks, with a receiver of ours that holds what it gets against the document, too. */
final class WebhookExamples implements AutoCloseable {
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final HttpServer receiver;
    private final ContractCalls calls;

    WebhookExamples(Contract contract, ContractCalls calls) throws IOException {
        this.calls = calls;
        var schema = contract.document().path("webhooks").path("event").path("post").path("requestBody").path("content")
                .path("application/json").path("schema");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            faults.addAll(contract.faults(schema, Json.parse(exchange.getRequestBody().readAllBytes())));
            for (var header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
                if (!exchange.getRequestHeaders().containsKey(header)) {
                    faults.add("the header " + header + " is missing");
                }
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        calls.know("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks");
    }

    void endpoints() {
        var endpoint = calls.example("createWebhookEndpoint", "some");
        assertThat(endpoint.json().has("secret")).as("of a key pair only the public half is told").isFalse();
        calls.know("endpoint_id", endpoint.json().path("id").asText());
        assertThat(calls.send("deleteWebhookEndpoint").status()).isEqualTo(204);
        calls.know("endpoint_id", calls.example("createWebhookEndpoint", "all").json().path("id").asText());
        assertThat(calls.send("listWebhookEndpoints").json().path("data")).isNotEmpty();

        var tag = calls.send("getWebhookEndpoint").headers().get("etag");
        assertThat(calls.send("getWebhookEndpoint", Optional.empty(), Map.of("If-None-Match", tag)).status())
                .isEqualTo(304);
        assertThat(calls.example("editWebhookEndpoint", "pause", Map.of("If-Match", tag)).json().path("state").asText())
                .isEqualTo("disabled");
        assertThat(calls.example("testWebhookEndpoint", "nothing").status()).isEqualTo(409);
        assertThat(calls.example("editWebhookEndpoint", "resume", Map.of("If-Match", tag)).status()).isEqualTo(412);
        assertThat(calls.example("editWebhookEndpoint", "resume").json().path("state").asText()).isEqualTo("enabled");
        assertThat(calls.example("rotateWebhookSecret", "same").json().path("secret").asText()).startsWith("whsec_");
        assertThat(calls.example("rotateWebhookSecret", "ed25519").json().path("keys")).hasSize(3);
    }

    void deliveries() {
        delivered(calls.example("testWebhookEndpoint", "nothing"));
        assertThat(calls.send("listWebhookDeliveries", "endpoint_id", calls.known("endpoint_id"), "state", "succeeded",
                "type", "webhook.test", "limit", "2").json().path("data")).hasSize(1);
        delivered(calls.example("redeliverWebhook", "nothing"));
        assertThat(faults).as("what the receiver got").isEmpty();
    }

    private void delivered(ContractCalls.Answer delivery) {
        assertThat(delivery.status()).as(delivery.text()).isEqualTo(202);
        calls.know("delivery_id", delivery.json().path("id").asText());
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).until(
                () -> calls.send("getWebhookDelivery").json().path("state").asText().equals("succeeded"));
    }

    @Override
    public void close() {
        receiver.stop(0);
    }
}
