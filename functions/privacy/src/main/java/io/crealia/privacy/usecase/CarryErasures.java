package io.crealia.privacy.usecase;

import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.port.ErasureRepository;
import java.time.Instant;
import java.util.List;

/**
 * Carries erasures over a restore that have no certificate yet: the register does not know them, and the database that
 * does is about to be replaced.
 */
public final class CarryErasures {
    private static final int MOST = 10_000;
    /** Later than any erasure is due, and what every database can compare. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final ErasureRepository erasures;

    public CarryErasures(ErasureRepository erasures) {
        this.erasures = erasures;
    }

    /** Erasures that were asked for and not certified. */
    public List<Erasure> pending() {
        return erasures.due(END, MOST).stream().filter(erasure -> erasure.certificate().isEmpty()).toList();
    }

    /**
     * Asks for them again.
     *
     * @return how many the restored database did not know
     */
    public int carry(List<Erasure> pending) {
        return (int) pending.stream().filter(
                erasure -> erasures.insert(Erasure.requested(erasure.tenant(), erasure.scope(), erasure.requestedAt())))
                .count();
    }
}
