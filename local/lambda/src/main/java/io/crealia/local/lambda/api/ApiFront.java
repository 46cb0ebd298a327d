package io.crealia.local.lambda.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.InvocationResult.Failed;
import io.crealia.local.lambda.InvocationResult.InitFailed;
import io.crealia.local.lambda.InvocationResult.StillRunning;
import io.crealia.local.lambda.InvocationResult.TimedOut;
import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.RequestIds;
import io.crealia.local.lambda.api.ProxyAnswer.MalformedException;
import io.crealia.local.lambda.template.ApiDefinition;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** API Gateway's REST API in front of the functions: routes, events and limits as the template and AWS have them. */
public final class ApiFront implements AutoCloseable {

    static {
        // Read once by the JDK's server. Without nodelay a small answer may wait 40 ms for the client's acknowledgement;
        // beyond 200 idle connections the server would close them.
        System.setProperty("sun.net.httpserver.nodelay", System.getProperty("sun.net.httpserver.nodelay", "true"));
        System.setProperty("sun.net.httpserver.maxIdleConnections",
                System.getProperty("sun.net.httpserver.maxIdleConnections", "2000"));
    }

    private static final Logger LOG = LoggerFactory.getLogger(ApiFront.class);
    private static final int BACKLOG = 1024;
    /** API Gateway's payload limit. */
    private static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;
    /** Lambda's limit for an answer. */
    private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;
    /** Read and thrown away, so that a client that is still sending can receive its 413. */
    private static final int MAX_DRAINED_BYTES = 64 * 1024 * 1024;
    private static final byte[] NO_BODY = {};

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LocalLambda lambda;
    private final ApiDefinition api;
    private final RouteTable routes;
    private final ProxyEventWriter events;
    private final Reply reply;
    /** Jackson's usual buffers are per thread, and here every request is a new thread. */
    private final JsonFactory json = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build();
    private final InstantSource clock;
    private final Duration patience;
    private final Admission admission;
    private final Turns turns = new Turns(Turns.OF_A_FUNCTION);

    /**
     * @param account and {@code region} appear in events
     * @param patience API Gateway's integration timeout
     * @param throttle of all requests together; empty for none
     * @param inFlight how many requests may be at the functions at once, as Lambda's concurrency limits them
     */
    public record Settings(int port, String account, String region, Duration patience, InstantSource clock,
            Optional<ApiDefinition.Throttle> throttle, int inFlight) {

        /** The REST API's longest integration timeout. */
        public static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);
        /** Concurrent executions that AWS gives an account unless it asks for more (Lambda quotas). */
        public static final int CONCURRENCY = 1000;
    }

    private ApiFront(HttpServer server, ApiDefinition api, List<FunctionDefinition> functions, LocalLambda lambda,
            Settings settings) {
        this.server = server;
        this.lambda = lambda;
        this.api = api;
        this.routes = new RouteTable(functions.stream().flatMap(function -> function.events(ApiRoute.class).stream()
                .map(route -> new Route(function.id(), route))).toList());
        this.events = new ProxyEventWriter(json, api.stage(), settings.account(), settings.region());
        this.reply = new Reply(api);
        this.clock = settings.clock();
        this.patience = settings.patience();
        this.admission = new Admission(settings.throttle(), settings.inFlight(), settings.clock());
    }

    /**
     * Listens on 127.0.0.1 at once.
     *
     * @throws PortInUseException when another program has the port
     */
    public static ApiFront start(ApiDefinition api, List<FunctionDefinition> functions, LocalLambda lambda,
            Settings settings) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        try {
            var server = HttpServer.create(address, BACKLOG);
            var front = new ApiFront(server, api, functions, lambda, settings);
            server.createContext("/", front::answer);
            server.setExecutor(front.threads);
            server.start();
            return front;
        } catch (BindException e) {
            throw new PortInUseException(settings.port(), e);
        } catch (IOException e) {
            throw new IllegalStateException("The API cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var match = routes.find(exchange.getRequestMethod(), path).orElse(null);
            var requestId = RequestIds.next();
            if (match == null) {
                withoutRoute(exchange, path, requestId);
                return;
            }
            if (!admission.enter()) {
                reply.gateway(exchange, GatewayAnswer.THROTTLED, requestId);
                return;
            }
            Outcome outcome;
            try {
                outcome = admitted(exchange, match, requestId);
            } finally {
                // Before the client has its answer: it may send the next request at once.
                admission.leave();
            }
            outcome.tell(exchange);
        } catch (IOException e) {
            LOG.debug("The client went away: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be answered", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        }
    }

    private Outcome admitted(HttpExchange exchange, Match match, String requestId) throws IOException {
        var body = body(exchange);
        return body == null
                ? gateway(GatewayAnswer.TOO_LONG, requestId)
                : invoke(exchange, body, match, requestId);
    }

    /** What the client is told. */
    private interface Outcome {
        void tell(HttpExchange exchange) throws IOException;
    }

    private Outcome gateway(GatewayAnswer answer, String requestId) {
        return exchange -> reply.gateway(exchange, answer, requestId);
    }

    private void withoutRoute(HttpExchange exchange, String path, String requestId) throws IOException {
        if (exchange.getRequestMethod().equals("OPTIONS") && api.cors().isPresent()) {
            var methods = routes.methods(path);
            if (!methods.isEmpty()) {
                reply.preflight(exchange, api.cors().get(), methods);
                return;
            }
        }
        reply.gateway(exchange, GatewayAnswer.NO_ROUTE, requestId);
    }

    private Outcome invoke(HttpExchange exchange, byte[] body, Match match, String requestId) throws IOException {
        byte[] event;
        try {
            event = events.write(ProxyRequest.of(exchange, body), match, requestId, clock.instant());
        } catch (IllegalArgumentException e) {
            return gateway(GatewayAnswer.BAD_REQUEST, requestId);
        }
        return switch (inTurn(match.route().function(), event)) {
            case Answered(var payload) -> to -> answered(to, match.route(), payload, requestId);
            case StillRunning _ -> gateway(GatewayAnswer.TIMEOUT, requestId);
            case Failed _,InitFailed _,TimedOut _ -> gateway(GatewayAnswer.BROKEN, requestId);
        };
    }

    /** The wait for the turn is part of the patience; the client may then read its answer as slowly as it likes. */
    private InvocationResult inTurn(String function, byte[] event) {
        var left = turns.await(function, patience);
        if (left.isEmpty()) {
            return new StillRunning(patience);
        }
        try {
            return lambda.request(function, event, left.get());
        } finally {
            turns.end(function);
        }
    }

    private void answered(HttpExchange exchange, Route route, byte[] payload, String requestId) throws IOException {
        try {
            if (payload.length > MAX_ANSWER_BYTES) {
                throw new MalformedException("the answer has " + payload.length + " bytes, Lambda allows 6 MiB");
            }
            reply.function(exchange, ProxyAnswer.parse(json, payload), requestId);
        } catch (MalformedException e) {
            LOG.error("{} answered {} {} with what API Gateway does not understand: {}", route.function(),
                    exchange.getRequestMethod(), route.path(), e.getMessage());
            reply.gateway(exchange, GatewayAnswer.BROKEN, requestId);
        }
    }

    /** Null when the body is longer than API Gateway takes. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!headers.containsKey("Content-Length") && !headers.containsKey("Transfer-Encoding")) {
            return NO_BODY;
        }
        var in = exchange.getRequestBody();
        var body = in.readNBytes(MAX_REQUEST_BYTES + 1);
        if (body.length <= MAX_REQUEST_BYTES) {
            return body;
        }
        drain(in);
        return null;
    }

    private static void drain(InputStream in) throws IOException {
        var buffer = new byte[64 * 1024];
        var drained = 0L;
        for (var read = in.read(buffer); read >= 0 && drained < MAX_DRAINED_BYTES; read = in.read(buffer)) {
            drained += read;
        }
    }

    /** Stops listening, and gives requests that are being answered one second. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
