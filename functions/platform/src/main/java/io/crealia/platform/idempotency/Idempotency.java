package io.crealia.platform.idempotency;

import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.idempotency.IdempotencyStore.Answer;
import io.crealia.platform.idempotency.IdempotencyStore.Claim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;

/** One effect and one answer for a request that is sent again with the same Idempotency-Key. */
public final class Idempotency {
    /** Longer than any function may run, so that an abandoned claim is certainly abandoned. */
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private final IdempotencyStore store;
    private final InstantSource clock;

    public Idempotency(IdempotencyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws Problem {@code idempotency.mismatch} or {@code idempotency.in_flight} */
    public HttpResponse once(HttpRequest request, Function<HttpRequest, HttpResponse> operation) {
        var key = request.method() + " " + request.path() + " " + request.idempotencyKey().orElseThrow();
        var now = clock.instant();
        return switch (store.claim(request.tenant(), key, request.requestHash(), now, now.plus(CLAIM))) {
            case Claim.Replay(Answer(var status, var headers, var body)) -> new HttpResponse(status, headers, body);
            case Claim.Mismatch _ -> throw mismatch();
            case Claim.InFlight _ -> throw new Problem(ErrorCode.IDEMPOTENCY_IN_FLIGHT, "Try again in a moment.");
            case Claim.Fresh _ -> first(request, key, operation);
        };
    }

    public static Problem mismatch() {
        return new Problem(ErrorCode.IDEMPOTENCY_MISMATCH, "Use a new key for a new request.");
    }

    private HttpResponse first(HttpRequest request, String key, Function<HttpRequest, HttpResponse> operation) {
        HttpResponse response;
        try {
            response = operation.apply(request);
        } catch (RuntimeException e) {
            store.release(request.tenant(), key, request.requestHash());
            throw e;
        }
        store.complete(request.tenant(), request.subject(), key, request.requestHash(),
                new Answer(response.status(), response.headers(), response.body()));
        return response;
    }

    /** SHA-256 in hex over method, path and body, which tells a repeated request from another one. */
    public static String hash(String method, String path, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + "\n" + path + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
