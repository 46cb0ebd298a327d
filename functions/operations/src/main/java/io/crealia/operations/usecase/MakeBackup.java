package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupProgress;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.domain.BackupState;
import io.crealia.operations.port.BackupLedger;
import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.port.DocumentSource;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes a backup when one is due, part by part. It stops after a whole part when time gets short, and the next call goes
 * on from there. The manifest comes last: a backup that was broken off is none, and the one before stays the last good
 * one. Of two callers at once one works; who was taken for dead and comes back loses at his next part.
 */
public final class MakeBackup {
    /** After the end of the time that is left, nobody is at work any more. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** The longest lease; renewed with every part. */
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(15);
    /** Older beginnings are given up: nobody wants a backup that is spread over so many periods. */
    private static final int STALE_PERIODS = 2;

    /** Says how much time the caller has. */
    @FunctionalInterface
    public interface TimeLeft {
        Duration get();
    }

    public sealed interface Result {
        /** @param at when the next backup is to be begun */
        record NotDue(Instant at) implements Result {}

        /** Somebody else makes one. */
        record Busy() implements Result {}

        /** The time was not enough; call again. */
        record Paused(BackupProgress progress) implements Result {}

        record Finished(BackupManifest manifest) implements Result {}
    }

    /**
     * @param every the time between two beginnings
     * @param reserve how much time is left alone at the end of a call
     */
    public record Pace(Duration every, Duration reserve) {}

    private final DocumentSource source;
    private final BackupObjects objects;
    private final BackupLedger ledger;
    private final WritePart writePart;
    private final IdSource ids;
    private final InstantSource clock;
    private final Pace pace;
    private final String database;

    public MakeBackup(String database, DocumentSource source, BackupObjects objects, BackupLedger ledger,
            WritePart writePart, IdSource ids, InstantSource clock, Pace pace) {
        this.database = database;
        this.source = source;
        this.objects = objects;
        this.ledger = ledger;
        this.writePart = writePart;
        this.ids = ids;
        this.clock = clock;
        this.pace = pace;
    }

    /** Goes on with the backup that is being made, or begins one that is due. */
    public Result execute(TimeLeft left) {
        var state = ledger.read();
        if (state.leased(clock.instant())) {
            return new Result.Busy();
        }
        var unfinished = state.running().filter(progress -> !stale(progress));
        if (unfinished.isEmpty() && clock.instant().isBefore(state.due(pace.every()))) {
            return new Result.NotDue(state.due(pace.every()));
        }
        return new Run(state, unfinished.orElseGet(this::begun), left).execute();
    }

    /** Goes on with an unfinished one, else begins one, due or not. */
    public Result executeOnDemand(TimeLeft left) {
        var state = ledger.read();
        if (state.leased(clock.instant())) {
            return new Result.Busy();
        }
        var unfinished = state.running().filter(progress -> !stale(progress));
        return new Run(state, unfinished.orElseGet(this::begun), left).execute();
    }

    /** Begins one now, in place of one that nobody is at work on. */
    public Result executeNow(TimeLeft left) {
        var state = ledger.read();
        return state.leased(clock.instant()) ? new Result.Busy() : new Run(state, begun(), left).execute();
    }

    private BackupProgress begun() {
        return BackupProgress.begun(new BackupId(BackupId.PREFIX + ids.ulid()), now());
    }

    private boolean stale(BackupProgress progress) {
        return progress.startedAt().plus(pace.every().multipliedBy(STALE_PERIODS)).isBefore(clock.instant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One call's work. */
    private final class Run {
        private final TimeLeft left;
        private final String attempt = ids.ulid();
        private BackupState state;
        private BackupProgress progress;
        private Duration slowestPart = Duration.ZERO;

        Run(BackupState state, BackupProgress progress, TimeLeft left) {
            this.state = state;
            this.progress = progress;
            this.left = left;
        }

        Result execute() {
            if (!keep()) {
                return new Result.Busy();
            }
            try {
                return work();
            } catch (RuntimeException e) {
                releaseAfter(e);
                throw e;
            }
        }

        private Result work() {
            while (true) {
                if (progress.open().isEmpty()) {
                    var next = nextCollection();
                    if (next.isEmpty()) {
                        return finish();
                    }
                    progress = progress.opening(next.get(), source.indexes(next.get()));
                }
                var interrupted = read();
                if (interrupted.isPresent()) {
                    return interrupted.get();
                }
                progress = progress.closed();
            }
        }

        /** Reads the open collection to its end. */
        private Optional<Result> read() {
            var name = progress.open().orElseThrow().name();
            try (var documents = source.open(name, progress.after())) {
                while (documents.hasNext()) {
                    if (timeIsShort()) {
                        release();
                        return Optional.of(new Result.Paused(progress));
                    }
                    var before = left.get();
                    var key = BackupScope.part(database, progress.id(), name,
                            progress.open().orElseThrow().parts().size(), attempt);
                    progress = progress.with(writePart.execute(documents, key), documents.last());
                    if (!keep()) {
                        return Optional.of(new Result.Busy());
                    }
                    slowestPart = max(slowestPart, before.minus(left.get()));
                }
            }
            return Optional.empty();
        }

        private Result finish() {
            var manifest = progress.finished(database, now());
            objects.put(BackupScope.manifest(database, manifest.id()), Json.bytes(ManifestText.write(manifest)));
            // The backup is good whether or not this is written: at worst the next call writes the manifest again.
            ledger.replace(state.finished(manifest));
            return new Result.Finished(manifest);
        }

        private Optional<String> nextCollection() {
            return source.collections().stream().filter(BackupScope::holds).filter(name -> !progress.has(name))
                    .findFirst();
        }

        private boolean timeIsShort() {
            return left.get().compareTo(pace.reserve().plus(slowestPart.multipliedBy(2))) < 0;
        }

        /** Writes how far it is and keeps the lease; false if somebody else has it. */
        private boolean keep() {
            var lease = left.get().compareTo(LONGEST_LEASE) < 0 ? left.get() : LONGEST_LEASE;
            state = state.working(progress, now().plus(lease).plus(GRACE));
            return ledger.replace(state);
        }

        private void release() {
            ledger.replace(state.released());
        }

        // So that the next call need not wait for the lease's end. What is written is the last whole part.
        private void releaseAfter(RuntimeException failure) {
            try {
                release();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }
}
