package io.crealia.local.cli;

import io.crealia.local.cloud.TokenRequest;
import io.crealia.local.cloud.issuer.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Access tokens for the person at this machine, signed with the local issuer's key. */
public final class DeveloperToken {
    public static final String AUDIENCE = "crealia-api";
    public static final String TENANT = "demo";
    public static final List<String> SCOPES = List.of("uploads:read", "uploads:write", "workflows:read",
            "workflows:write",
            "assets:read", "assets:write", "webhooks:read", "webhooks:write",
            "privacy:read", "privacy:write");
    public static final Duration LIFETIME = Duration.ofHours(12);

    private DeveloperToken() {}

    public static String issue(EditionSettings settings, String issuer, String tenant, List<String> scopes,
            Duration lifetime) {
        return TokenIssuer.issueFrom(settings.cloudData().resolve("issuer"), issuer, AUDIENCE, InstantSource.system(),
                new TokenRequest("developer", tenant, scopes, lifetime));
    }

    public static String issue(EditionSettings settings, String issuer) {
        return issue(settings, issuer, TENANT, SCOPES, LIFETIME);
    }
}
