package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Says that it has begun, and answers 200 when a test lets it go. */
public final class GatedHandler implements RequestStreamHandler {

    public static final Semaphore BEGUN = new Semaphore(0);
    public static final Semaphore LET_GO = new Semaphore(0);

    public GatedHandler(Map<String, String> environment) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        BEGUN.release();
        LET_GO.acquireUninterruptibly();
        output.write("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
    }
}
