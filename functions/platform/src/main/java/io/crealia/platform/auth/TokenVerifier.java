package io.crealia.platform.auth;

import java.util.Optional;

/** Turns a bearer token into a principal. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * @param token the text after {@code Bearer }
     * @return empty if the token is not valid, for whatever reason
     * @throws io.crealia.platform.error.DependencyException if the issuer's keys cannot be had
     */
    Optional<Principal> verify(String token);
}
