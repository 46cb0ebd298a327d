package io.crealia.testkit;

import io.crealia.contracts.TenantId;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.auth.TokenVerifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens for tests, of the form {@code tenant|subject|scope scope}: readable, and never valid anywhere else. */
public final class TestTokens implements TokenVerifier {
    public static String token(String tenant, String... scopes) {
        return tenant + "|user-of-" + tenant + "|" + String.join(" ", scopes);
    }

    @Override
    public Optional<Principal> verify(String token) {
        var parts = token.split("\\|", -1);
        return parts.length == 3
                ? Optional.of(new Principal(new TenantId(parts[0]), parts[1], scopes(parts[2])))
                : Optional.empty();
    }

    private static Set<String> scopes(String text) {
        return Arrays.stream(text.split(" ")).filter(scope -> !scope.isEmpty()).collect(Collectors.toSet());
    }
}
