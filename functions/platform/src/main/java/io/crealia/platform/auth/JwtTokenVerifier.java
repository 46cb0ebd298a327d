package io.crealia.platform.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.crealia.contracts.TenantId;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.platform.error.DependencyException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Access tokens by the rules of RFC 8725: RS256 only, exact issuer and audience, {@code exp}, {@code iat} and
 * {@code sub} required, 60 s of leeway, keys only from the configured JWKS document (cached, with bounded refresh). The
 * audience is {@code aud}, or {@code client_id} where an issuer (Cognito) leaves {@code aud} out of access tokens; a
 * {@code token_use} other than {@code access} is refused.
 */
public final class JwtTokenVerifier implements TokenVerifier {
    public static final String TENANT_CLAIM = "custom:tenant_id";
    private static final Duration LEEWAY = Duration.ofSeconds(60);
    /** How long known keys are used while the issuer does not answer. */
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_TOKEN_LENGTH = 8192;
    private static final int HTTP_TIMEOUT_MS = 2000;
    private static final int MAX_JWKS_BYTES = 64 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String issuer;
    private final String audience;
    private final InstantSource clock;
    private final VerifiedTokens verified = new VerifiedTokens();

    public JwtTokenVerifier(String issuer, String audience, URI jwks, InstantSource clock) {
        this(issuer, audience, remote(jwks), clock);
    }

    JwtTokenVerifier(String issuer, String audience, JWKSource<SecurityContext> keys, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier((claims, _) -> check(claims));
    }

    @Override
    public Optional<Principal> verify(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        var now = clock.instant();
        return verified.find(token, now).or(() -> verifyAnew(token, now));
    }

    private Optional<Principal> verifyAnew(String token, Instant now) {
        try {
            var claims = processor.process(parsed(token), null);
            var scopes = Optional.ofNullable(claims.getStringClaim("scope")).orElse("");
            var principal = new Principal(new TenantId(claims.getStringClaim(TENANT_CLAIM)), claims.getSubject(),
                    Arrays.stream(scopes.split(" ")).filter(s -> !s.isEmpty()).map(this::own)
                            .collect(Collectors.toSet()));
            var end = claims.getExpirationTime().toInstant().plus(LEEWAY);
            verified.remember(token, principal, end.isBefore(now.plus(REMEMBERED)) ? end : now.plus(REMEMBERED));
            return Optional.of(principal);
        } catch (KeySourceException e) {
            throw new DependencyException("reading the keys of issuer " + issuer, e);
        } catch (BadJWSException e) {
            Metrics.count(Metric.SIGNATURE_FAILURES, "token");
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A signed token in form: no extension that its issuer calls critical, and a subject that is text. */
    private static SignedJWT parsed(String token) throws ParseException {
        try {
            var jwt = SignedJWT.parse(token);
            if (jwt.getHeader().getCriticalParams() != null
                    || !(jwt.getPayload().toJSONObject().get("sub") instanceof String)) {
                throw new ParseException("crit or sub", 0);
            }
            return jwt;
        } catch (NullPointerException | ClassCastException | IllegalStateException e) {
            // The library's parser does not foresee everything that anybody may send, a header that is null for one.
            throw new ParseException("not a token", 0);
        }
    }

    // Cognito puts the resource server's identifier, which is our audience, in front of each scope.
    private String own(String scope) {
        return scope.startsWith(audience + "/") ? scope.substring(audience.length() + 1) : scope;
    }

    private void check(JWTClaimsSet claims) throws BadJWTException {
        var now = clock.instant();
        require(issuer.equals(claims.getIssuer()), "iss");
        require(audiences(claims).contains(audience), "aud");
        require(claims.getSubject() != null && !claims.getSubject().isBlank(), "sub");
        require(after(claims.getExpirationTime(), now.minus(LEEWAY)), "exp");
        require(before(claims.getIssueTime(), now.plus(LEEWAY)), "iat");
        // Cognito marks what a token is for; one for identity or for refreshing is none for an API.
        require(claims.getClaim("token_use") == null || "access".equals(claims.getClaim("token_use")), "token_use");
        require(claims.getNotBeforeTime() == null || before(claims.getNotBeforeTime(), now.plus(LEEWAY)), "nbf");
    }

    private static Set<String> audiences(JWTClaimsSet claims) {
        if (!claims.getAudience().isEmpty()) {
            return Set.copyOf(claims.getAudience());
        }
        return claims.getClaim("client_id") instanceof String client ? Set.of(client) : Set.of();
    }

    private static boolean after(Date date, Instant limit) {
        return date != null && date.toInstant().isAfter(limit);
    }

    private static boolean before(Date date, Instant limit) {
        return date != null && date.toInstant().isBefore(limit);
    }

    private static void require(boolean right, String claim) throws BadJWTException {
        if (!right) {
            throw new BadJWTException("claim " + claim);
        }
    }

    private static JWKSource<SecurityContext> remote(URI jwks) {
        try {
            var retriever = new DefaultResourceRetriever(HTTP_TIMEOUT_MS, HTTP_TIMEOUT_MS, MAX_JWKS_BYTES);
            return bounded(JWKSourceBuilder.create(jwks.toURL(), retriever).retrying(true).rateLimited(true)
                    .outageTolerant(OUTAGE.toMillis()).build());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("the address of the keys must be an http(s) URL", e);
        }
    }

    // Whoever sends unknown key ids makes us ask for the keys, until the rate limit: then, if we have keys at all, his
    // token is simply not signed with one of them.
    private static JWKSource<SecurityContext> bounded(JWKSource<SecurityContext> source) {
        var loaded = new AtomicBoolean();
        return (selector, context) -> {
            try {
                var keys = source.get(selector, context);
                loaded.set(true);
                return keys;
            } catch (RateLimitReachedException e) {
                if (loaded.get()) {
                    return List.of();
                }
                throw e;
            }
        };
    }
}
