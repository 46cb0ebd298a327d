package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Works until it is interrupted, or for BUSY_MS, then answers 200. */
public final class SlowHandler implements RequestStreamHandler {

    public static final AtomicInteger INTERRUPTED = new AtomicInteger();

    private final long busyMillis;

    public SlowHandler(Map<String, String> environment) {
        this.busyMillis = Long.parseLong(environment.getOrDefault("BUSY_MS", "60000"));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try {
            new CountDownLatch(1).await(busyMillis, TimeUnit.MILLISECONDS);
            output.write("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            INTERRUPTED.incrementAndGet();
            Thread.currentThread().interrupt();
        }
    }
}
