package io.crealia.privacy.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.ErasureRepository;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Notes that something is to be erased. The same scope is one erasure, however often it is asked for. */
public final class RequestErasure {
    private final ErasureRepository erasures;
    private final InstantSource clock;

    public RequestErasure(ErasureRepository erasures, InstantSource clock) {
        this.erasures = erasures;
        this.clock = clock;
    }

    /** @param scope of the tenant's own: what it names was looked up */
    public Erasure execute(TenantId tenant, Scope scope) {
        var first = Erasure.requested(tenant, scope, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (erasures.insert(first)) {
            return first;
        }
        return erasures.find(tenant, first.id()).map(ErasureRepository.Stored::erasure)
                .orElseThrow(() -> new DependencyException("erasure " + first.id() + " is not its tenant's", null));
    }
}
