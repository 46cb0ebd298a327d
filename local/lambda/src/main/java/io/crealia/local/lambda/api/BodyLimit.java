package io.crealia.local.lambda.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.function.Supplier;

/**
 * Puts requests together. One that is too long has its answer at once; the rest of its body is read and thrown away, so that
 * a client that is still sending can receive it.
 */
final class BodyLimit extends HttpObjectAggregator {

    private final Supplier<FullHttpResponse> tooLong;

    BodyLimit(int mostBytes, Supplier<FullHttpResponse> tooLong) {
        super(mostBytes);
        this.tooLong = tooLong;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        context.writeAndFlush(tooLong.get());
    }
}
