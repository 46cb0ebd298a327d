package io.crealia.local.lambda.api;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts requests together. One that is too long has its answer at once; the rest of its body is read and thrown away, so that
 * a client that is still sending can receive it. Then the connection ends, unless the client keeps it.
 */
final class BodyLimit extends HttpObjectAggregator {

    private final Supplier<FullHttpResponse> tooLong;
    /** The answer after whose request's body the connection ends. */
    private Optional<ChannelFuture> last = Optional.empty();

    BodyLimit(int mostBytes, Supplier<FullHttpResponse> tooLong) {
        super(mostBytes);
        this.tooLong = tooLong;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        var keepAlive = HttpUtil.isKeepAlive(oversized);
        var answer = tooLong.get();
        HttpUtil.setKeepAlive(answer, keepAlive);
        var sent = context.writeAndFlush(answer);
        if (!keepAlive) {
            last = Optional.of(sent);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        var complete = message instanceof LastHttpContent;
        super.channelRead(context, message);
        if (complete) {
            last.ifPresent(sent -> sent.addListener(ChannelFutureListener.CLOSE));
        }
    }
}
