package io.crealia.ai.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.RetryAfter;
import io.crealia.ai.port.Deadline;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Sends one request and reads one JSON answer. Redirects are not followed: the key is for one server only. What an error
 * answer says is not read at all.
 */
public final class OpenAiHttp {
    /** A transcription of the longest piece has about 300 KB, a chat answer a few. */
    static final int MOST_BYTES = 2_000_000;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI base;
    private final Supplier<String> key;
    private final InstantSource clock;

    /**
     * @param base without {@code /v1} and without a slash at the end
     * @param key sent as bearer token, asked for at each request
     */
    public OpenAiHttp(URI base, Supplier<String> key, InstantSource clock) {
        this.base = base;
        this.key = key;
        this.clock = clock;
    }

    /** A request body of known length, which can be written again. */
    interface Body {
        String contentType();

        long length();

        void writeTo(OutputStream out) throws IOException;
    }

    /** @throws CallFault if there is no JSON answer with a status of success */
    JsonNode post(String path, Body body, Deadline deadline) throws CallFault {
        var connection = open(path, body, deadline);
        try {
            send(connection, body);
            return read(connection, deadline);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(String path, Body body, Deadline deadline) throws CallFault {
        var left = Math.clamp(deadline.left(clock).toMillis(), 1, Integer.MAX_VALUE);
        try {
            var connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setUseCaches(false);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) Math.min(left, CONNECT.toMillis()));
            connection.setReadTimeout(left);
            // A fixed length keeps the JDK from buffering the body, and from sending a POST again by itself.
            connection.setFixedLengthStreamingMode(body.length());
            connection.setRequestProperty("Authorization", "Bearer " + key.get());
            connection.setRequestProperty("Content-Type", body.contentType());
            connection.setRequestProperty("Accept", "application/json");
            Log.current(LogField.CORRELATION_ID)
                    .ifPresent(id -> connection.setRequestProperty("X-Correlation-Id", id));
            // A kept connection would be dead after a thaw, and a dead one looks like a lost answer.
            connection.setRequestProperty("Connection", "close");
            connection.connect();
            return connection;
        } catch (IOException e) {
            throw CallFault.unsent("no connection", e);
        }
    }

    private static void send(HttpURLConnection connection, Body body) throws CallFault {
        try (var out = connection.getOutputStream()) {
            body.writeTo(out);
        } catch (IOException e) {
            throw CallFault.unsent("the request could not be sent", e);
        }
    }

    private JsonNode read(HttpURLConnection connection, Deadline deadline) throws CallFault {
        try {
            var status = status(connection);
            if (status < 200 || status > 299) {
                throw CallFault.ofStatus(status,
                        RetryAfter.parse(connection.getHeaderField("Retry-After"), clock.instant()));
            }
            if (!json(connection.getContentType())) {
                throw CallFault.lost("an answer that is not JSON", null);
            }
            return parse(bytes(connection, deadline));
        } catch (IOException e) {
            throw CallFault.lost("the answer broke off", e);
        }
    }

    private static int status(HttpURLConnection connection) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (HttpRetryException e) {
            return e.responseCode();
        }
    }

    private byte[] bytes(HttpURLConnection connection, Deadline deadline) throws IOException, CallFault {
        var kept = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            var buffer = new byte[16_384];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                kept.write(buffer, 0, count);
                if (kept.size() > MOST_BYTES) {
                    throw CallFault.garbled("an answer of more than " + MOST_BYTES + " bytes", null);
                }
                if (deadline.left(clock).isZero()) {
                    throw CallFault.lost("no answer in time", null);
                }
            }
        }
        return kept.toByteArray();
    }

    private static JsonNode parse(byte[] bytes) throws CallFault {
        try {
            // A fresh decoder reports malformed input, where a String constructor would replace it.
            return Json.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw CallFault.garbled("an answer that is not UTF-8", e);
        } catch (MalformedJsonException e) {
            throw CallFault.garbled("an answer that is not one JSON value", e);
        }
    }

    private static boolean json(String contentType) {
        if (contentType == null) {
            return false;
        }
        var parts = contentType.toLowerCase(Locale.ROOT).replace("\"", "").split(";");
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return parts[0].strip().equals("application/json");
    }
}
