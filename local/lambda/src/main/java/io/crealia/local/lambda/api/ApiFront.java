package io.crealia.local.lambda.api;

import com.fasterxml.jackson.core.JsonFactory;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.InvocationResult.Failed;
import io.crealia.local.lambda.InvocationResult.InitFailed;
import io.crealia.local.lambda.InvocationResult.TimedOut;
import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.RequestIds;
import io.crealia.local.lambda.api.ProxyAnswer.MalformedException;
import io.crealia.local.lambda.template.ApiDefinition;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** API Gateway's REST API in front of the functions: routes, events and limits as the template and AWS have them. */
public final class ApiFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFront.class);
    private static final int BACKLOG = 4096;
    /** Both accept, read, refuse and write; functions run elsewhere. */
    private static final int EVENT_LOOPS = 2;
    /** API Gateway's payload limit. */
    private static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;
    /** Lambda's limit for an answer. */
    private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;
    /** Of the first line, and of all headers together; API Gateway takes 10,240 bytes of both. What is longer is the function's to refuse. */
    private static final int MAX_HEAD_BYTES = 2 * 1024 * 1024;
    /** A connection without traffic; longer than any answer takes. */
    private static final int IDLE_SECONDS = 75;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EVENT_LOOPS,
            new DefaultThreadFactory("api-front", true), NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Courier courier = new Courier("api-answers");
    private final JsonFactory json = new JsonFactory();
    private final ScheduledExecutorService patienceEnds = timer();
    private final LocalLambda lambda;
    private final ApiDefinition api;
    private final RouteTable routes;
    private final ProxyEventWriter events;
    private final Reply reply;
    private final InstantSource clock;
    private final Duration patience;
    private final Admission admission;
    private final Turns turns;
    private Channel listener;

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

    private ApiFront(ApiDefinition api, List<FunctionDefinition> functions, LocalLambda lambda, Settings settings) {
        this.lambda = lambda;
        this.api = api;
        this.routes = new RouteTable(functions.stream().flatMap(function -> function.events(ApiRoute.class).stream()
                .map(route -> new Route(function.id(), route))).toList());
        this.events = new ProxyEventWriter(json, api.stage(), settings.account(), settings.region());
        this.reply = new Reply(api, settings.clock());
        this.clock = settings.clock();
        this.patience = settings.patience();
        this.admission = new Admission(settings.throttle(), settings.inFlight(), settings.clock());
        this.turns = new Turns(Turns.READS, Turns.WRITES, lambda.threads());
    }

    /** Most requests have their answer long before; what is not needed any more must not wait here. */
    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("patience").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Listens on 127.0.0.1 at once.
     *
     * @throws PortInUseException when another program has the port
     */
    public static ApiFront start(ApiDefinition api, List<FunctionDefinition> functions, LocalLambda lambda,
            Settings settings) {
        var front = new ApiFront(api, functions, lambda, settings);
        try {
            front.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()));
            return front;
        } catch (IOException e) {
            front.close();
            throw e instanceof BindException
                    ? new PortInUseException(settings.port(), e)
                    : new IllegalStateException("The API cannot listen on port " + settings.port() + ": "
                            + e.getMessage(), e);
        }
    }

    private void listen(InetSocketAddress address) throws IOException {
        var bound = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new IdleStateHandler(0, 0, IDLE_SECONDS),
                                new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MAX_HEAD_BYTES)
                                        .setMaxHeaderSize(MAX_HEAD_BYTES)),
                                new BodyLimit(MAX_REQUEST_BYTES,
                                        () -> reply.gateway(GatewayAnswer.TOO_LONG, RequestIds.next())),
                                new ClientConnection(ApiFront.this::answer, reply, courier));
                    }
                }).bind(address).awaitUninterruptibly();
        if (bound.cause() instanceof IOException e) {
            throw e;
        }
        if (bound.cause() != null) {
            throw new IllegalStateException("The API cannot listen on " + address, bound.cause());
        }
        listener = bound.channel();
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void answer(FullHttpRequest message, String client, ClientConnection.Answer answer) {
        var requestId = RequestIds.next();
        ProxyRequest request;
        try {
            request = ProxyRequest.of(message, client);
        } catch (URISyntaxException e) {
            answer.send(reply.gateway(GatewayAnswer.BAD_REQUEST, requestId));
            return;
        }
        var match = routes.find(request.method(), request.path()).orElse(null);
        if (match == null) {
            answer.send(withoutRoute(request, requestId));
        } else if (admission.enter()) {
            admitted(new Call(request, match, requestId, answer));
        } else {
            answer.send(reply.gateway(GatewayAnswer.THROTTLED, requestId));
        }
    }

    private FullHttpResponse withoutRoute(ProxyRequest request, String requestId) {
        if (request.method().equals("OPTIONS") && api.cors().isPresent()) {
            var methods = routes.methods(request.path());
            if (!methods.isEmpty()) {
                return reply.preflight(api.cors().get(), methods);
            }
        }
        return reply.gateway(GatewayAnswer.NO_ROUTE, requestId);
    }

    /** The wait for the turn is part of the patience. */
    private void admitted(Call call) {
        var end = patienceEnds.schedule(() -> call.tell(GatewayAnswer.TIMEOUT), patience.toNanos(),
                TimeUnit.NANOSECONDS);
        turns.take(call.match.route().function(), reads(call.request.method()), turn -> {
            call.turn = turn;
            if (!call.told.get()) {
                invoke(call);
                end.cancel(false);
            }
        });
    }

    private static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private void invoke(Call call) {
        byte[] event;
        try {
            event = events.write(call.request, call.match, call.requestId, clock.instant());
        } catch (IllegalArgumentException e) {
            call.tell(GatewayAnswer.BAD_REQUEST);
            return;
        } catch (IOException | RuntimeException e) {
            LOG.error("{} {} could not be passed on", call.request.method(), call.match.route().path(), e);
            call.tell(GatewayAnswer.BROKEN);
            return;
        }
        lambda.request(call.match.route().function(), event, patience, result -> {
            switch (result) {
                case Answered(var payload) -> call.tell(payload);
                case Failed _,InitFailed _,TimedOut _ -> call.tell(GatewayAnswer.BROKEN);
            }
        });
    }

    /** A request that is inside until it is told its answer. */
    private final class Call {
        private final ProxyRequest request;
        private final Match match;
        private final String requestId;
        private final ClientConnection.Answer answer;
        private final AtomicBoolean told = new AtomicBoolean();
        private volatile Turns.Turn turn;

        Call(ProxyRequest request, Match match, String requestId, ClientConnection.Answer answer) {
            this.request = request;
            this.match = match;
            this.requestId = requestId;
            this.answer = answer;
        }

        void tell(GatewayAnswer what) {
            tell(reply.gateway(what, requestId));
        }

        void tell(byte[] payload) {
            FullHttpResponse response;
            try {
                if (payload.length > MAX_ANSWER_BYTES) {
                    throw new MalformedException("the answer has " + payload.length + " bytes, Lambda allows 6 MiB");
                }
                response = reply.function(ProxyAnswer.parse(json, payload), request.header("Accept-Encoding", null),
                        requestId);
            } catch (MalformedException | IllegalArgumentException e) {
                LOG.error("{} answered {} {} with what API Gateway does not understand: {}", match.route().function(),
                        request.method(), match.route().path(), e.getMessage());
                response = reply.gateway(GatewayAnswer.BROKEN, requestId);
            }
            tell(response);
        }

        private void tell(FullHttpResponse response) {
            if (told.compareAndSet(false, true)) {
                // Before the client has its answer: it may send the next request at once.
                admission.leave();
                answer.send(response);
                var mine = turn;
                if (mine != null) {
                    mine.end();
                }
            }
        }
    }

    /** Stops listening, and gives requests that are being answered one second. */
    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        var deadline = System.nanoTime() + FAREWELL.toNanos();
        while (admission.inside() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(FAREWELL.toNanos() / 100);
        }
        connections.close().awaitUninterruptibly();
        patienceEnds.shutdownNow();
        courier.close();
        loops.shutdownGracefully(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
