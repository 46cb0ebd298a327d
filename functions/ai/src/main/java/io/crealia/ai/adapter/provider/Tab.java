package io.crealia.ai.adapter.provider;

import java.util.Optional;

/**
 * What one purchase has used so far. It permits a fixed number of calls that are, or may be, charged for, so that what is
 * spent stays below what was set aside.
 */
public final class Tab {
    private final Amount estimate;
    private int left;
    private Amount used = Amount.NONE;

    /**
     * @param calls that may be charged for
     * @param estimate of one call; stands in where a provider does not tell
     */
    public Tab(int calls, Amount estimate) {
        this.left = calls;
        this.estimate = estimate;
    }

    boolean open() {
        return left > 0;
    }

    void charge(Optional<Amount> told) {
        left--;
        used = used.plus(told.filter(Amount::credible).orElse(estimate));
    }

    public Amount used() {
        return used;
    }
}
