package io.crealia.local.lambda.api;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, on one event loop. Requests are answered one after the other, in their order (RFC 9112, 9.3.2):
 * while one is at a function, a client that sends more is not read from.
 */
final class ClientConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int URI_TOO_LONG = 414;
    private static final int BAD_REQUEST = 400;

    /** What answers requests. */
    interface Service {
        /** On the event loop, so it may not wait. Calls {@code answer} once, on any thread. */
        void answer(FullHttpRequest request, String client, Answer answer);
    }

    /** Where the answer goes. */
    interface Answer {
        void send(FullHttpResponse response);
    }

    private final Service service;
    private final Reply reply;
    private final Courier courier;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    /** @param courier takes answers of other threads to the event loop */
    ClientConnection(Service service, Reply reply, Courier courier) {
        super(false);
        this.service = service;
        this.reply = reply;
        this.courier = courier;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (busy) {
            waiting.add(request);
            context.channel().config().setAutoRead(false);
        } else {
            begin(context, request);
        }
    }

    private void begin(ChannelHandlerContext context, FullHttpRequest request) {
        busy = true;
        try {
            if (request.decoderResult().isFailure()) {
                var tooLong = request.decoderResult().cause() instanceof TooLongFrameException;
                end(context, reply.malformed(tooLong ? URI_TOO_LONG : BAD_REQUEST), false);
                return;
            }
            var keepAlive = HttpUtil.isKeepAlive(request);
            service.answer(request, client(context), response -> {
                if (context.executor().inEventLoop()) {
                    end(context, response, keepAlive);
                } else {
                    courier.take(() -> context.executor().execute(() -> end(context, response, keepAlive)));
                }
            });
        } finally {
            request.release();
        }
    }

    private void end(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        var sent = context.writeAndFlush(response);
        if (!keepAlive) {
            sent.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        busy = false;
        var next = waiting.poll();
        if (next != null) {
            begin(context, next);
        } else if (!context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
        }
    }

    private static String client(ChannelHandlerContext context) {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A client's connection ends: {}", cause.toString());
        context.close();
    }
}
