package io.crealia.local.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * An access token to be issued.
 *
 * @param subject {@code sub}
 * @param tenant {@code custom:tenant_id}
 * @param scopes {@code scope}, joined by spaces, for example {@code uploads:read}
 * @param ttl from now to {@code exp}; a negative one gives a token that has already expired
 */
public record TokenRequest(String subject, String tenant, List<String> scopes, Duration ttl) {

    public TokenRequest {
        Objects.requireNonNull(ttl, "ttl");
        if (subject == null || subject.isBlank()) {
            throw new IllegalArgumentException("subject must not be blank");
        }
        if (tenant == null || tenant.isBlank()) {
            throw new IllegalArgumentException("tenant must not be blank");
        }
        scopes = List.copyOf(scopes);
        for (String scope : scopes) {
            if (!scope.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+")) { // RFC 6749, scope-token
                throw new IllegalArgumentException("scopes must be RFC 6749 scope tokens, was '" + scope + "'");
            }
        }
    }
}
