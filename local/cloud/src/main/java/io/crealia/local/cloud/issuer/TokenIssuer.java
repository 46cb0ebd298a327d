package io.crealia.local.cloud.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cloud.Running;
import io.crealia.local.cloud.TokenRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Stands in for the user pool: publishes its keys by OpenID discovery and issues access tokens with the claims of Cognito.
 * Tokens are issued in-process only; over HTTP there is nothing to log in to.
 */
public final class TokenIssuer implements Running {

    private final HttpServer server;
    private final CompletableFuture<RSAKey> key;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;

    private TokenIssuer(HttpServer server, CompletableFuture<RSAKey> key, String audience, InstantSource clock) {
        this.server = server;
        this.key = key;
        this.issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        this.audience = audience;
        this.clock = clock;
    }

    public static TokenIssuer start(Path directory, int port, String audience, InstantSource clock)
            throws IOException {
        Files.createDirectories(directory);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        var issuer = new TokenIssuer(server, SigningKey.in(directory), audience, clock);
        server.createContext("/",
                exchange -> answer(exchange, issuer.document(exchange.getRequestURI().getPath())));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return issuer;
    }

    /** Signs a token that resource servers accept while they know {@code /.well-known/jwks.json}. */
    public String issue(TokenRequest request) {
        return sign(key.join(), issuer, audience, clock, request);
    }

    /**
     * Signs a token with the key kept in {@code directory}, for a process that shares the directory with a running issuer.
     *
     * @param issuer {@code iss}: the address of the running issuer
     */
    public static String issueFrom(Path directory, String issuer, String audience, InstantSource clock,
            TokenRequest request) {
        return sign(SigningKey.in(directory).join(), issuer, audience, clock, request);
    }

    private static String sign(RSAKey key, String issuer, String audience, InstantSource clock, TokenRequest request) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject(request.subject())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(request.ttl())))
                .jwtID(UUID.randomUUID().toString()).claim("scope", String.join(" ", request.scopes()))
                .claim("custom:tenant_id", request.tenant()).claim("token_use", "access").build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The token cannot be signed", e);
        }
        return token.serialize();
    }

    /** @return null when nothing is published at this path */
    private String document(String path) {
        return switch (path) {
            case "/.well-known/openid-configuration" -> discovery();
            case "/.well-known/jwks.json" -> new JWKSet(key.join().toPublicJWK()).toString();
            default -> null;
        };
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","jwks_uri":"%1$s/.well-known/jwks.json","response_types_supported":["token"],\
                "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"""
                .formatted(issuer);
    }

    private static void answer(HttpExchange exchange, String document) throws IOException {
        try (exchange) {
            boolean read = "GET".equals(exchange.getRequestMethod());
            if (!read || document == null) {
                exchange.sendResponseHeaders(read ? 404 : 405, -1);
                return;
            }
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=300");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public String description() {
        return "token issuer, RS256, audience " + audience;
    }

    @Override
    public void close() {
        server.stop(0);
        key.exceptionally(_ -> null).join(); // it may still be written into the directory
    }
}
