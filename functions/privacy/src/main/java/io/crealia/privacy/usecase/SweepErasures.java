package io.crealia.privacy.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.privacy.port.ErasureRepository;
import java.time.Duration;
import java.time.InstantSource;

/** Drives on every erasure whose time has come. One that fails stays due, and the others go on. */
public final class SweepErasures {
    private static final Log LOG = Log.of(SweepErasures.class);
    private static final int BATCH = 200;

    private final ErasureRepository erasures;
    private final DriveErasure drive;
    private final InstantSource clock;
    private final Duration budget;

    /** @param budget after which no further erasure is visited; less than the function's timeout */
    public SweepErasures(ErasureRepository erasures, DriveErasure drive, InstantSource clock, Duration budget) {
        this.erasures = erasures;
        this.drive = drive;
        this.clock = clock;
        this.budget = budget;
    }

    public record Report(int driven, int certified, int failed) {}

    public Report execute() {
        int driven = 0;
        int certified = 0;
        int failed = 0;
        var start = clock.instant();
        for (var due : erasures.due(start, BATCH)) {
            if (Duration.between(start, clock.instant()).compareTo(budget) >= 0) {
                break;
            }
            try {
                var outcome = drive.execute(due.tenant(), due.id());
                driven++;
                certified += outcome == DriveErasure.Outcome.CERTIFIED ? 1 : 0;
            } catch (RuntimeException e) {
                failed++;
                LOG.error("an erasure could not be driven on", e, LogField.TENANT_ID.of(due.tenant()),
                        LogField.REASON.of(due.id()));
            }
        }
        return new Report(driven, certified, failed);
    }
}
