package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Answers a proxy event with a document that holds the event, the environment and what the context says. */
public final class EchoHandler implements RequestStreamHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;

    public EchoHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var seen = JSON.createObjectNode();
        seen.set("event", JSON.readTree(input));
        seen.set("environment", JSON.valueToTree(environment));
        seen.putObject("context").put("request_id", context.getAwsRequestId()).put("name", context.getFunctionName())
                .put("arn", context.getInvokedFunctionArn()).put("memory", context.getMemoryLimitInMB())
                .put("remaining_ms", context.getRemainingTimeInMillis()).put("version", context.getFunctionVersion());
        var answer = JSON.createObjectNode();
        answer.put("statusCode", 200);
        answer.putObject("headers").put("Content-Type", "application/json");
        answer.put("body", seen.toString());
        JSON.writeValue(output, answer);
    }
}
