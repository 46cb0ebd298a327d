package io.crealia.uploads.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.platform.cost.Quota;
import io.crealia.uploads.port.DailyQuota;

/** The platform's quota, for uploads. */
public final class MongoDailyQuota implements DailyQuota {
    private final Quota quota;

    public MongoDailyQuota(Quota quota) {
        this.quota = quota;
    }

    /** Before a SnapStart checkpoint; nothing is counted. */
    public void rehearse() {
        quota.rehearse();
    }

    @Override
    public Answer take(TenantId tenant, long sizeBytes) {
        return quota.take(tenant, sizeBytes).<Answer>map(taken -> (Answer.Granted) () -> quota.giveBack(taken))
                .orElseGet(() -> new Answer.Exhausted(quota.untilRenewal()));
    }
}
