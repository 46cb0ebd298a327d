package io.crealia.chaos.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A tenant's own server: takes webhooks slowly, remembers them, and refuses some at their first attempt. */
public final class Receiver implements AutoCloseable {
    private static final int TAKES_MILLIS = 200;
    /** One in so many is refused once. */
    private static final int REFUSED = 16;

    private final HttpServer server;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * A webhook that was answered with a success.
     *
     * @param tenant whose endpoint it came to
     * @param id its {@code webhook-id}
     * @param asset empty for events that are not about one
     */
    public record Taken(String tenant, String id, String type, String asset) {}

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(work);
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Whatever was taken, with repetitions. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** Forgets what it took of an asset, and gives it back: for tests of the checks. */
    public List<Taken> forget(String asset) {
        var forgotten = taken.stream().filter(each -> each.asset().equals(asset)).toList();
        taken.removeAll(forgotten);
        return forgotten;
    }

    public void remember(List<Taken> forgotten) {
        taken.addAll(forgotten);
    }

    /** How many ids were refused once. */
    public int refusals() {
        return refused.size();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            var body = Json.parse(exchange.getRequestBody().readAllBytes());
            var id = Optional.ofNullable(exchange.getRequestHeaders().getFirst("webhook-id")).orElse("");
            LockSupport.parkNanos(TAKES_MILLIS * 1_000_000L);
            if (Math.floorMod(id.hashCode(), REFUSED) == 0 && refused.add(id)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            taken.add(new Taken(exchange.getRequestURI().getPath().substring(1), id, body.path("type").asText(),
                    body.path("data").path("asset_id").asText()));
            exchange.sendResponseHeaders(204, -1);
        } catch (IOException e) {
            // The sender is gone.
        }
    }

    @Override
    public void close() {
        server.stop(0);
        work.shutdownNow();
    }
}
