package io.crealia.transcoding.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.platform.cost.Budget;
import io.crealia.transcoding.port.Purse;

/** The tenant's daily budget. */
public final class BudgetPurse implements Purse {
    private final Budget budget;

    public BudgetPurse(Budget budget) {
        this.budget = budget;
    }

    @Override
    public boolean reserve(TenantId tenant, String id, long micros) {
        return budget.reserve(tenant, id, micros);
    }

    @Override
    public void settle(TenantId tenant, String id, long micros) {
        budget.settle(tenant, id, micros);
    }
}
