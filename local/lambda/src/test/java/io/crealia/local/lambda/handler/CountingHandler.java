package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is constructed; the first FAILURES constructions throw. */
public final class CountingHandler implements RequestStreamHandler {

    public static final AtomicInteger CONSTRUCTED = new AtomicInteger();

    public CountingHandler(Map<String, String> environment) {
        if (CONSTRUCTED.incrementAndGet() <= Integer.parseInt(environment.getOrDefault("FAILURES", "0"))) {
            throw new IllegalArgumentException("CREALIA_SOMETHING is missing");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        // An empty answer is an answer.
    }
}
