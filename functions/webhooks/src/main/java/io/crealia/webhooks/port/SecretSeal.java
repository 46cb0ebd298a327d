package io.crealia.webhooks.port;

import io.crealia.contracts.TenantId;

/** Seals a tenant's secrets for the store. What was sealed for one context opens in no other, and for no other tenant. */
public interface SecretSeal {
    /** @param context where the value is kept: collection, document and field */
    byte[] seal(TenantId tenant, String context, byte[] plain);

    /** @throws IllegalArgumentException if it was not sealed for this tenant and context, or was changed */
    byte[] open(TenantId tenant, String context, byte[] sealed);
}
