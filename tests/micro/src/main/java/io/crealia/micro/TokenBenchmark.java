package io.crealia.micro;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.auth.JwtTokenVerifier;
import io.crealia.platform.auth.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The check of an access token (RS256, 2048 bits): of one that was checked a moment ago, and anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    /** Longer than a verifier remembers a token. */
    private static final Duration STEP = Duration.ofSeconds(31);

    private HttpServer keys;
    private String token;
    private JwtTokenVerifier remembering;
    private JwtTokenVerifier forgetful;
    private Instant now = START;

    /** JMH makes it. */
    public TokenBenchmark() {}

    @Setup
    public void start() throws IOException, JOSEException {
        var key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var document = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext("/jwks", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, document.length);
                exchange.getResponseBody().write(document);
            }
        });
        keys.start();
        var issuer = "http://127.0.0.1:" + keys.getAddress().getPort();
        token = token(key, issuer);
        remembering = new JwtTokenVerifier(issuer, "crealia", URI.create(issuer + "/jwks"), () -> START);
        forgetful = new JwtTokenVerifier(issuer, "crealia", URI.create(issuer + "/jwks"), () -> now);
    }

    @TearDown
    public void stop() {
        keys.stop(0);
    }

    @Benchmark
    public Optional<Principal> remembered() {
        return remembering.verify(token);
    }

    @Benchmark
    public Optional<Principal> anew() {
        now = now.plus(STEP);
        return forgetful.verify(token);
    }

    private static String token(RSAKey key, String issuer) throws JOSEException {
        // Valid for longer than the steps of the clock can last.
        var claims = new JWTClaimsSet.Builder().issuer(issuer).audience("crealia").subject("user-1")
                .claim(JwtTokenVerifier.TENANT_CLAIM, "acme").claim("scope", "uploads:read uploads:write assets:read")
                .issueTime(Date.from(START)).expirationTime(Date.from(START.plus(Duration.ofDays(365_000)))).build();
        var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
