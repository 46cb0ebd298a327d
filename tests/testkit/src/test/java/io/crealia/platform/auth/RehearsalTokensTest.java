package io.crealia.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import io.crealia.contracts.TenantId;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RehearsalTokensTest {

    @Test
    void verify_itsToken_isNobodyWithTheScopes() {
        assertThat(RehearsalTokens.with(Set.of("assets:read")).verify(RehearsalTokens.token()))
                .contains(new Principal(new TenantId("rehearsal"), "rehearsal", Set.of("assets:read")));
    }

    @Test
    void verify_changedToken_isRefused() {
        var token = RehearsalTokens.token();
        var changed = token.substring(0, token.length() - 8) + "AAAAAAAA";

        assertThat(RehearsalTokens.with(Set.of()).verify(changed)).isEmpty();
    }

    /** Whoever reads the token in our jar can do nothing with it. */
    @Test
    void token_atAVerifierOfAnIssuer_isRefused() throws Exception {
        var keys = new ImmutableJWKSet<SecurityContext>(
                new JWKSet(new RSAKeyGenerator(2048).keyID("rehearsal").generate().toPublicJWK()));
        var verifier = new JwtTokenVerifier("rehearsal", "rehearsal", keys, InstantSource.system());

        assertThat(verifier.verify(RehearsalTokens.token())).isEmpty();
    }
}
