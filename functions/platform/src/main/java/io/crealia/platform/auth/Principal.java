package io.crealia.platform.auth;

import io.crealia.contracts.TenantId;
import java.util.Objects;
import java.util.Set;

/** Who calls, as a verified token says it. */
public record Principal(TenantId tenant, String subject, Set<String> scopes) {
    public Principal {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        scopes = Set.copyOf(scopes);
    }

    /** Without the subject, which is personal. */
    @Override
    public String toString() {
        return "Principal[" + tenant + ", ***]";
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}
