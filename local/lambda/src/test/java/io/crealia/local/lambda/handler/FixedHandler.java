package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers with the variable ANSWER, whatever it is asked. */
public final class FixedHandler implements RequestStreamHandler {

    private final byte[] answer;

    public FixedHandler(Map<String, String> environment) {
        this.answer = environment.get("ANSWER").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(answer);
    }
}
