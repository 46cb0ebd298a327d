package io.crealia.platform.auth;

import java.util.Optional;
import java.util.Set;

/** Turns a bearer token into a principal. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * @param token the text after {@code Bearer }
     * @return empty if the token is not valid, for whatever reason
     * @throws io.crealia.platform.error.DependencyException if the issuer's keys cannot be had
     */
    Optional<Principal> verify(String token);

    /**
     * A verifier of {@link #rehearsalToken} alone, with which a function's path is run before a SnapStart checkpoint.
     *
     * @param scopes that the tenant {@code rehearsal} then has
     */
    static TokenVerifier rehearsal(Set<String> scopes) {
        return RehearsalTokens.with(scopes);
    }

    /** A token of the tenant {@code rehearsal}, valid nowhere else. */
    static String rehearsalToken() {
        return RehearsalTokens.token();
    }
}
