package io.crealia.assets.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens in players' addresses: {@code base64url(payload).base64url(HMAC-SHA256(payload))} with the payload
 * {@code {"asset","tenant","exp"}}, {@code exp} in seconds since 1970. Whoever has one may play that one asset until then,
 * on the pages of {@code "domain"} only where the payload has it, and without naming a page where it has
 * {@code "no_referrer": true} too.
 */
public final class PlaybackTokens {
    public static final int MIN_KEY_BYTES = 32;
    private static final int MAX_LENGTH = 1024;
    private static final String ALGORITHM = "HmacSHA256";

    /** What a valid token permits. */
    public record Grant(TenantId tenant, AssetId asset, Instant expiresAt, Optional<PageRule> pages) {
        /** @see PageRule#permits */
        public boolean permits(Optional<String> origin, Optional<String> referer) {
            return pages.map(rule -> rule.permits(origin, referer)).orElse(true);
        }
    }

    private final Supplier<byte[]> key;

    /** @param key the secret, at least {@link #MIN_KEY_BYTES} bytes; asked for at every use */
    public PlaybackTokens(Supplier<byte[]> key) {
        this.key = key;
    }

    public String issue(Grant grant) {
        var payload = Json.object().put("asset", grant.asset().value()).put("tenant", grant.tenant().value())
                .put("exp", grant.expiresAt().getEpochSecond());
        grant.pages().ifPresent(pages -> {
            payload.put("domain", pages.domain());
            if (pages.withoutReferrer()) {
                payload.put("no_referrer", true);
            }
        });
        var body = encode(Json.bytes(payload));
        return body + "." + signature(body);
    }

    /** @return empty if the token was not made by us, or has expired */
    public Optional<Grant> verify(String token, Instant now) {
        return genuine(token)
                ? read(token.substring(0, token.indexOf('.'))).filter(grant -> now.isBefore(grant.expiresAt()))
                : Optional.empty();
    }

    /** Whether we made the token, however long ago. */
    public boolean genuine(String token) {
        int dot = token.indexOf('.');
        // The text of the signature is compared, so that no second spelling of it passes.
        return dot >= 0 && token.length() <= MAX_LENGTH && MessageDigest
                .isEqual(ascii(signature(token.substring(0, dot))), ascii(token.substring(dot + 1)));
    }

    // Only called for what we signed ourselves; another shape means a key that is shared with somebody else.
    private static Optional<Grant> read(String body) {
        try {
            var payload = Json.parse(Base64.getUrlDecoder().decode(body));
            return Optional.of(new Grant(new TenantId(payload.path("tenant").textValue()),
                    new AssetId(payload.path("asset").textValue()),
                    Instant.ofEpochSecond(payload.path("exp").asLong()),
                    Optional.ofNullable(payload.path("domain").textValue())
                            .map(domain -> new PageRule(domain, payload.path("no_referrer").asBoolean()))));
        } catch (IllegalArgumentException | MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private String signature(String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            return encode(mac.doFinal(ascii(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
