package io.crealia.local.lambda.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function's answer to a proxy event, read in one pass.
 *
 * @param headers by name, whatever its case; where a name stands in both maps {@code multiValueHeaders} wins
 */
record ProxyAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    /** The function's answer is not what API Gateway understands; a client sees 502. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    static ProxyAnswer parse(JsonFactory json, byte[] payload) throws MalformedException {
        var single = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        var multiple = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        var status = 0;
        var body = "";
        var base64 = false;
        try (var in = json.createParser(payload)) {
            require(in.nextToken() == JsonToken.START_OBJECT, "the answer is not a JSON object");
            while (in.nextToken() != JsonToken.END_OBJECT) {
                var name = in.currentName();
                var value = in.nextToken();
                switch (name) {
                    case "statusCode" -> status = status(in);
                    case "headers" -> headers(in, single);
                    case "multiValueHeaders" -> headers(in, multiple);
                    case "body" -> {
                        require(value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL, "body must be text");
                        body = value == JsonToken.VALUE_NULL ? "" : in.getText();
                    }
                    case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
                    default -> in.skipChildren();
                }
            }
        } catch (JsonParseException e) {
            throw new MalformedException("the answer is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedException("the answer cannot be read: " + e.getMessage());
        }
        require(status >= 100 && status <= 599, "statusCode is missing or not from 100 to 599");
        single.putAll(multiple);
        return new ProxyAnswer(status, single, bytes(body, base64));
    }

    private static int status(JsonParser in) throws IOException, MalformedException {
        try {
            return Integer.parseInt(in.getText());
        } catch (NumberFormatException e) {
            throw new MalformedException("statusCode must be a number, was " + in.getText());
        }
    }

    private static void headers(JsonParser in, Map<String, List<String>> headers)
            throws IOException, MalformedException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(in.currentToken() == JsonToken.START_OBJECT, "headers and multiValueHeaders must be objects");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var name = in.currentName();
            var values = headers.computeIfAbsent(name, _ -> new ArrayList<>(1));
            if (in.nextToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    values.add(scalar(in, name));
                }
            } else {
                values.add(scalar(in, name));
            }
        }
    }

    private static String scalar(JsonParser in, String name) throws IOException, MalformedException {
        require(in.currentToken().isScalarValue(), "the header " + name + " must be text");
        var value = in.getText();
        require(value.indexOf('\r') < 0 && value.indexOf('\n') < 0, "the header " + name + " has a line break");
        return value;
    }

    private static byte[] bytes(String body, boolean base64) throws MalformedException {
        if (!base64) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("isBase64Encoded is true but the body is not base64");
        }
    }

    private static void require(boolean condition, String problem) throws MalformedException {
        if (!condition) {
            throw new MalformedException(problem);
        }
    }
}
