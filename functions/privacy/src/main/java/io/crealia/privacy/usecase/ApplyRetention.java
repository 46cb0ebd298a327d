package io.crealia.privacy.usecase;

import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.Expiring;
import io.crealia.privacy.port.RejectedAssets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deletes what is past its period, and has assets erased that nobody can do anything with. Safe to repeat. */
public final class ApplyRetention {
    private static final int BATCH = 100;

    private final List<Expiring> expiring;
    private final RejectedAssets rejected;
    private final RequestErasure request;
    private final InstantSource clock;
    private final Duration rejectedFor;

    /** @param rejectedFor how long an asset stays whose file was refused */
    public ApplyRetention(List<Expiring> expiring, RejectedAssets rejected, RequestErasure request,
            InstantSource clock, Duration rejectedFor) {
        this.expiring = List.copyOf(expiring);
        this.rejected = rejected;
        this.request = request;
        this.clock = clock;
        this.rejectedFor = rejectedFor;
    }

    /** @return how many rows each holding lost, and how many erasures were asked for, as {@code assets} */
    public Map<String, Long> execute() {
        var now = clock.instant();
        var counts = new TreeMap<String, Long>();
        expiring.forEach(holding -> counts.put(holding.holding(), holding.expire(now)));
        var old = rejected.before(now.minus(rejectedFor), BATCH);
        old.forEach(one -> request.execute(one.tenant(), new Scope.OneAsset(one.asset())));
        counts.put("assets", (long) old.size());
        return counts;
    }
}
