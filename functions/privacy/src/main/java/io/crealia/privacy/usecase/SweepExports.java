package io.crealia.privacy.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.ExportRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Makes exports whose message was lost or whose maker was broken off, and deletes those that are past their period. */
public final class SweepExports {
    private static final Log LOG = Log.of(SweepExports.class);
    private static final int BATCH = 100;

    private final ExportRepository exports;
    private final MakeExport make;
    private final Archives archives;
    private final InstantSource clock;
    private final Duration budget;

    /** @param budget after which no further export is visited; less than the function's timeout */
    public SweepExports(ExportRepository exports, MakeExport make, Archives archives, InstantSource clock,
            Duration budget) {
        this.exports = exports;
        this.make = make;
        this.archives = archives;
        this.clock = clock;
        this.budget = budget;
    }

    public record Report(int made, int expired, int failed) {}

    public Report execute() {
        int made = 0;
        int expired = 0;
        int failed = 0;
        var start = clock.instant();
        for (var due : exports.due(start, BATCH)) {
            if (Duration.between(start, clock.instant()).compareTo(budget) >= 0) {
                break;
            }
            try {
                if (due.ended()) {
                    expired += expire(due, start);
                } else if (make.execute(due.tenant(), due.id()) == MakeExport.Outcome.READY) {
                    made++;
                }
            } catch (RuntimeException e) {
                failed++;
                LOG.error("an export could not be looked after", e, LogField.TENANT_ID.of(due.tenant()),
                        LogField.REASON.of(due.id()));
            }
        }
        return new Report(made, expired, failed);
    }

    // The archive first: its document is what leads to it.
    private int expire(Export due, Instant now) {
        if (!due.expired(now)) {
            return 0;
        }
        archives.delete(due.tenant(), due.id());
        return exports.delete(due.tenant(), due.id()) ? 1 : 0;
    }
}
