package io.crealia.local.lambda.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One GET, as the AWS SDK asks for container credentials. */
final class Http {

    private Http() {}

    /** @return the status, and whether the body has a secret */
    static String get(String uri, String authorization) {
        try {
            var connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setRequestProperty("Authorization", authorization.isEmpty()
                    ? System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN")
                    : authorization);
            if (connection.getResponseCode() != 200) {
                return Integer.toString(connection.getResponseCode());
            }
            try (var body = connection.getInputStream()) {
                return "200 " + new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("a-secret-key");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
