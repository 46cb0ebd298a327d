package io.crealia.platform.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * A verifier and its one token, with which a function's path is run before a SnapStart checkpoint. The token is valid
 * here and nowhere else: its key is in no issuer's document, and whoever signed it threw the private key away.
 */
final class RehearsalTokens implements TokenVerifier {
    private static final String NAME = "rehearsal";

    private final JwtTokenVerifier verifier;
    private final Set<String> scopes;

    private RehearsalTokens(JwtTokenVerifier verifier, Set<String> scopes) {
        this.verifier = verifier;
        this.scopes = Set.copyOf(scopes);
    }

    /** @param scopes that the tenant {@code rehearsal} then has */
    static RehearsalTokens with(Set<String> scopes) {
        try {
            var keys = new ImmutableJWKSet<com.nimbusds.jose.proc.SecurityContext>(
                    JWKSet.parse(resource("rehearsal-keys.json")));
            return new RehearsalTokens(new JwtTokenVerifier(NAME, NAME, keys, InstantSource.system()), scopes);
        } catch (ParseException e) {
            throw new IllegalStateException("rehearsal-keys.json", e);
        }
    }

    /** Signed for the tenant {@code rehearsal}. */
    static String token() {
        return resource("rehearsal-token.txt").strip();
    }

    @Override
    public Optional<Principal> verify(String token) {
        return verifier.verify(token).map(found -> new Principal(found.tenant(), found.subject(), scopes));
    }

    private static String resource(String name) {
        try (var in = RehearsalTokens.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
