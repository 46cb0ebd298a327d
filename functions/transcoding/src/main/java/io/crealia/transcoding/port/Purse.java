package io.crealia.transcoding.port;

import io.crealia.contracts.TenantId;

/**
 * What a tenant may spend. Every method throws {@link io.crealia.platform.error.DependencyException} without an answer:
 * nothing may be bought then.
 */
public interface Purse {
    /**
     * Sets an amount aside, once for an id however often it asks.
     *
     * @param micros millionths of a US dollar
     * @return false if the tenant's budget does not hold it
     */
    boolean reserve(TenantId tenant, String id, long micros);

    /** Replaces what was set aside by what was spent, once. Unknown ids change nothing. */
    void settle(TenantId tenant, String id, long micros);
}
