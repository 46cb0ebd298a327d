package io.crealia.privacy.domain;

import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One erasure at one version. It is driven in passes: each looks everywhere, removes what it finds, and looks again
 * after a while, because something may have been in flight. A pass that finds nothing, long enough after the last that
 * found something, ends it.
 *
 * @param version from 1, contiguous
 * @param passes made so far
 * @param removed in all passes, by holding
 * @param ids of ours that lead to the data, see {@link Pass}
 * @param settledAt from when on a clean pass counts; absent before the first pass
 * @param nextAt when it is driven on; absent once certified
 * @param certificate absent until certified
 */
public record Erasure(ErasureId id, TenantId tenant, Scope scope, long version, Instant requestedAt, int passes,
        Map<String, Long> removed, Set<String> ids, Optional<Instant> settledAt, Optional<Instant> nextAt,
        Optional<Certificate> certificate) {
    /** Whoever does not let go of data is asked at this pace. */
    private static final Duration SLOWEST = Duration.ofHours(1);

    /** @param signed a JWS in its compact form */
    public record Certificate(Instant at, String signed) {}

    public Erasure {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(scope, "scope");
        removed = new TreeMap<>(removed);
        ids = new TreeSet<>(ids);
        if (certificate.isPresent() == nextAt.isPresent()) {
            throw new IllegalArgumentException("erasure " + id + " must be driven on exactly until it is certified");
        }
    }

    public static Erasure requested(TenantId tenant, Scope scope, Instant now) {
        return new Erasure(scope.erasureId(), tenant, scope, 1, now, 0, Map.of(), Set.of(), Optional.empty(),
                Optional.of(now), Optional.empty());
    }

    /** The state as the API shows it. */
    public String state() {
        if (certificate.isPresent()) {
            return "certified";
        }
        return passes == 0 ? "requested" : settledAt.isPresent() ? "settling" : "erasing";
    }

    /** Whether a pass that finds nothing now is the last one. */
    public boolean settled(Instant now) {
        return settledAt.filter(at -> !now.isBefore(at)).isPresent();
    }

    /** @param settle how long nothing may be found */
    public Erasure after(Pass pass, Instant now, Duration settle) {
        var all = new TreeMap<>(removed);
        pass.removed().forEach((holding, count) -> all.merge(holding, count, Long::sum));
        var known = new TreeSet<>(ids);
        known.addAll(pass.ids());
        var settles = pass.clean() && settledAt.isPresent() ? settledAt.get() : now.plus(settle);
        var next = pass.clean() ? settles : now.plus(pace(settle));
        return new Erasure(id, tenant, scope, version + 1, requestedAt, passes + 1, all, known,
                pass.clean() ? Optional.of(settles) : Optional.empty(), Optional.of(next), Optional.empty());
    }

    public Erasure certified(Certificate signed) {
        return new Erasure(id, tenant, scope, version + 1, requestedAt, passes, removed, ids, settledAt,
                Optional.empty(), Optional.of(signed));
    }

    private Duration pace(Duration settle) {
        var wait = settle.multipliedBy(1L << Math.min(passes / 4, 12));
        return wait.compareTo(SLOWEST) < 0 ? wait : SLOWEST;
    }
}
