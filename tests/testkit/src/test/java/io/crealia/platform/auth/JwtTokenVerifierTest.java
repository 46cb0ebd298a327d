package io.crealia.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the embedded issuer, whose keys are had over HTTP. */
final class JwtTokenVerifierTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static EmbeddedCloud cloud;
    private static RSAKey foreign;

    private JwtTokenVerifier verifier;

    @BeforeAll
    static void start(@TempDir Path directory) throws JOSEException {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.ISSUER).withClock(CLOCK));
        foreign = new RSAKeyGenerator(2048).keyID("foreign").generate();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void verifier() {
        verifier = verifier("crealia", cloud.endpoints().jwksUri());
    }

    private static JwtTokenVerifier verifier(String audience, URI keys) {
        return new JwtTokenVerifier(cloud.endpoints().issuer().toString(), audience, keys, CLOCK);
    }

    private static String token(String tenant, Duration ttl, String... scopes) {
        return cloud.issueToken(new TokenRequest("user-1", tenant, List.of(scopes), ttl));
    }

    private static String good() {
        return token("acme", Duration.ofMinutes(5), "uploads:read", "crealia/assets:read", "other/uploads:write");
    }

    @Test
    void verify_issuersToken_givesThePrincipal() {
        assertThat(verifier.verify(good())).contains(new Principal(new TenantId("acme"), "user-1",
                Set.of("uploads:read", "assets:read", "other/uploads:write")));
    }

    @Test
    void verify_expired_hasSixtySecondsOfLeeway() {
        assertThat(verifier.verify(token("acme", Duration.ofSeconds(-59)))).isPresent();
        assertThat(verifier.verify(token("acme", Duration.ofSeconds(-60)))).isEmpty();
    }

    @Test
    void verify_rememberedToken_endsWithItsOwnTime() {
        var clock = new MovableClock();
        var fresh = new JwtTokenVerifier(cloud.endpoints().issuer().toString(), "crealia", cloud.endpoints().jwksUri(),
                clock);
        var short50 = token("acme", Duration.ofSeconds(-50));
        assertThat(fresh.verify(short50)).isPresent();
        clock.advance(Duration.ofSeconds(9));
        assertThat(fresh.verify(short50)).as("remembered").isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(fresh.verify(short50)).as("60 s after its end").isEmpty();
    }

    @Test
    void verify_rememberedToken_isCheckedAgainAfterHalfAMinute() {
        var clock = new MovableClock();
        var stopped = new VerifiedTokens();
        stopped.remember("token", new Principal(new TenantId("acme"), "user-1", Set.of()),
                clock.instant().plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(stopped.find("token", clock.instant())).isEmpty();
        assertThat(stopped.find("other", clock.instant().minusSeconds(1))).isEmpty();
    }

    @Test
    void verify_otherAudienceOrIssuer_isRefused() {
        assertThat(verifier("another", cloud.endpoints().jwksUri()).verify(good())).isEmpty();
        assertThat(new JwtTokenVerifier("http://issuer.example", "crealia", cloud.endpoints().jwksUri(), CLOCK)
                .verify(good())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "a b", "../x", "-a", "ü"})
    void verify_malformedTenant_isRefused(String tenant) {
        assertThat(verifier.verify(token(tenant, Duration.ofMinutes(5)))).isEmpty();
    }

    @Test
    void verify_changedOrCut_isRefused() {
        var token = good();
        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("acme",
                "rival");
        var forged = parts[0] + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];

        assertThat(verifier.verify(forged)).isEmpty();
        assertThat(verifier.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(verifier.verify(parts[0] + "." + parts[1])).isEmpty();
        assertThat(verifier.verify(token + "x".repeat(8192))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.e30", "\u0000", "ü"})
    void verify_notAToken_isRefused(String token) {
        assertThat(verifier.verify(token)).isEmpty();
    }

    /** The parts are base64url of {@code null}, {@code []}, {@code "a"} and {@code {}}. */
    @ParameterizedTest
    @ValueSource(strings = {"bnVsbA.e30.AAAA", "W10.e30.AAAA", "ImEi.e30.AAAA", "bnVsbA.bnVsbA.bnVsbA",
            "eyJhbGciOiJSUzI1NiJ9.bnVsbA.AAAA", "eyJhbGciOiJSUzI1NiJ9.W10.AAAA"})
    void verify_partsThatAreNoObjects_areRefused(String token) {
        assertThat(verifier.verify(token)).isEmpty();
    }

    @Test
    void verify_criticalExtension_isRefused() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("foreign").criticalParams(Set.of("exp")).build();
        var signed = new SignedJWT(header, claims(b -> b));
        signed.sign(new RSASSASigner(foreign));

        assertThat(own().verify(signed.serialize())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "refresh", "ACCESS", ""})
    void verify_tokenForSomethingElse_isRefused(String use) throws Exception {
        assertThat(own().verify(signed("foreign", claims(b -> b.claim("token_use", "access"))))).isPresent();
        assertThat(own().verify(signed("foreign", claims(b -> b.claim("token_use", use))))).isEmpty();
    }

    @Test
    void verify_unsigned_isRefused() {
        assertThat(verifier.verify(new PlainJWT(claims(builder -> builder)).serialize())).isEmpty();
    }

    /** The public key taken as an HMAC secret: the classic confusion. */
    @Test
    void verify_hmacWithThePublicKey_isRefused() throws Exception {
        var signed = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid()).build(), claims(b -> b));
        signed.sign(new MACSigner(foreign.toRSAPublicKey().getEncoded()));

        assertThat(verifier.verify(signed.serialize())).isEmpty();
    }

    @Test
    void verify_foreignKeyUnderTheIssuersKid_isRefused() throws Exception {
        assertThat(verifier.verify(signed(kid(), claims(b -> b)))).isEmpty();
    }

    /** Keys inside the token, or at an address that the token names, are not looked at. */
    @Test
    void verify_tokenThatBringsItsOwnKey_isRefused() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid()).jwk(foreign.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:1/jwks")).build();
        var signed = new SignedJWT(header, claims(b -> b));
        signed.sign(new RSASSASigner(foreign));

        assertThat(verifier.verify(signed.serialize())).isEmpty();
    }

    /** Each unknown key id may mean new keys, but a flood of them must neither pass, nor count as an outage. */
    @Test
    void verify_floodOfUnknownKeyIds_isRefusedAndHarmsNobody() throws Exception {
        assertThat(verifier.verify(good())).isPresent();
        for (int i = 0; i < 20; i++) {
            assertThat(verifier.verify(signed("kid-" + i, claims(b -> b)))).as("token %d", i).isEmpty();
        }
        assertThat(verifier.verify(good())).isPresent();
    }

    @Test
    void verify_issuerAway_isADependencyFailure() {
        var away = verifier("crealia", URI.create("http://127.0.0.1:1/jwks.json"));

        assertThatThrownBy(() -> away.verify(good())).isInstanceOf(DependencyException.class)
                .hasMessageContaining(cloud.endpoints().issuer().toString());
    }

    @Test
    void verify_claims_areRequired() throws Exception {
        var own = own();
        var now = CLOCK.instant();
        assertThat(own.verify(signed("foreign", claims(b -> b)))).isPresent();
        for (var claim : List.of("iss", "aud", "sub", "exp", "iat", JwtTokenVerifier.TENANT_CLAIM)) {
            assertThat(own.verify(signed("foreign", claims(b -> b.claim(claim, null))))).as(claim).isEmpty();
        }
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = Map.of("subject", b -> b.subject(" "),
                "subject that is no text", b -> b.claim("sub", 7), "issued",
                b -> b.issueTime(date(now.plusSeconds(61))), "not before",
                b -> b.notBeforeTime(date(now.plusSeconds(61))),
                "tenant", b -> b.claim(JwtTokenVerifier.TENANT_CLAIM, 7), "scope", b -> b.claim("scope", List.of("a")),
                "audience", b -> b.audience("crealia2"), "issuer", b -> b.issuer(cloud.endpoints().issuer() + "/"));
        for (var entry : wrong.entrySet()) {
            assertThat(own.verify(signed("foreign", claims(entry.getValue())))).as(entry.getKey()).isEmpty();
        }
    }

    /** Cognito's access tokens have the client's id in place of an audience. */
    @Test
    void verify_clientIdInPlaceOfTheAudience_isTaken() throws Exception {
        var own = own();

        assertThat(own.verify(signed("foreign", claims(b -> b.audience((String) null).claim("client_id", "crealia")))))
                .isPresent();
        assertThat(own.verify(signed("foreign", claims(b -> b.audience("other").claim("client_id", "crealia")))))
                .isEmpty();
    }

    @Test
    void constructor_addressThatIsNoUrl_isRefused() {
        assertThatThrownBy(() -> verifier("crealia", URI.create("urn:keys")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JwtTokenVerifier own() {
        return new JwtTokenVerifier(cloud.endpoints().issuer().toString(), "crealia",
                new ImmutableJWKSet<>(new JWKSet(foreign)), CLOCK);
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        var now = CLOCK.instant();
        return change.apply(new JWTClaimsSet.Builder().issuer(cloud.endpoints().issuer().toString()).audience("crealia")
                .subject("user-1").issueTime(date(now)).expirationTime(date(now.plusSeconds(60))).claim("scope", "a")
                .claim(JwtTokenVerifier.TENANT_CLAIM, "acme")).build();
    }

    private static String signed(String kid, JWTClaimsSet claims) throws JOSEException {
        var signed = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims);
        signed.sign(new RSASSASigner(foreign));
        return signed.serialize();
    }

    private static String kid() throws Exception {
        return SignedJWT.parse(good()).getHeader().getKeyID();
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }
}
