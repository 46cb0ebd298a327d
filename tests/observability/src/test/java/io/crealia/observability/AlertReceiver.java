package io.crealia.observability;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook that keeps what Alertmanager posts (prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
final class AlertReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** @param status {@code firing} or {@code resolved} */
    record Heard(String alert, String status, String severity, String runbook) {}

    AlertReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (var alert : JSON.readTree(exchange.getRequestBody()).path("alerts")) {
                heard.add(new Heard(alert.path("labels").path("alertname").asText(), alert.path("status").asText(),
                        alert.path("labels").path("severity").asText(),
                        alert.path("annotations").path("runbook").asText()));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Alerts that were told with this status, each once. */
    List<String> names(String status) {
        return heard.stream().filter(each -> each.status().equals(status)).map(Heard::alert).distinct().toList();
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
