package io.crealia.privacy.usecase;

import io.crealia.contracts.ExportId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.ExportRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Makes the archive of an export. It may be broken off at any point: whoever begins takes a lease by a compare-and-set, and
 * after its end another begins anew. An archive that nobody waits for any more, because its person was erased meanwhile,
 * is deleted at once.
 */
public final class MakeExport {
    private static final Log LOG = Log.of(MakeExport.class);

    public enum Outcome {
        READY,
        /** It came to nothing this time; another attempt follows. */
        POSTPONED,
        /** It came to nothing too often. */
        FAILED,
        /** Somebody else makes it. */
        BUSY,
        /** It has ended, or there is no such export. */
        NOTHING
    }

    private final ExportRepository exports;
    private final WriteArchive writer;
    private final Archives archives;
    private final InstantSource clock;
    private final Duration period;

    /** @param period how long an archive is kept */
    public MakeExport(ExportRepository exports, WriteArchive writer, Archives archives, InstantSource clock,
            Duration period) {
        this.exports = exports;
        this.writer = writer;
        this.archives = archives;
        this.clock = clock;
        this.period = period;
    }

    public Outcome execute(TenantId tenant, ExportId id) {
        var found = exports.find(tenant, id);
        if (found.isEmpty() || found.get().ended()) {
            return Outcome.NOTHING;
        }
        var now = now();
        if (!found.get().free(now)) {
            return Outcome.BUSY;
        }
        if (found.get().hopeless()) {
            return moved(found.get().failed(now, period)) ? Outcome.FAILED : Outcome.BUSY;
        }
        var begun = found.get().begun(now);
        if (!moved(begun)) {
            return Outcome.BUSY;
        }
        try {
            archives.put(tenant, id, out -> writer.execute(begun, out));
        } catch (RuntimeException e) {
            // Whatever it was counts as an attempt, so that no export is tried for ever.
            LOG.error("an export came to nothing", e, LogField.TENANT_ID.of(tenant), LogField.REASON.of(id));
            return failure(begun);
        }
        if (moved(begun.ready(now(), period))) {
            return Outcome.READY;
        }
        if (exports.find(tenant, id).isEmpty()) {
            archives.delete(tenant, id);
        }
        return Outcome.BUSY;
    }

    private Outcome failure(Export begun) {
        var last = begun.hopeless();
        moved(last ? begun.failed(now(), period) : begun.postponed(now()));
        return last ? Outcome.FAILED : Outcome.POSTPONED;
    }

    private boolean moved(Export next) {
        var moved = exports.replace(next);
        if (moved) {
            LOG.info("an export moved on", LogField.TENANT_ID.of(next.tenant()), LogField.REASON.of(next.id()),
                    LogField.STATE.of(next.state()), LogField.ATTEMPT.of(next.attempts()));
        }
        return moved;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
