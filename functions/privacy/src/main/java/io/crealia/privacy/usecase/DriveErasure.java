package io.crealia.privacy.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.TenantId;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Pass;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.CertificateRegister;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.ErasureRepository.Stored;
import io.crealia.privacy.port.Seal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Makes one pass of an erasure, and certifies it where nothing is found any more. May be broken off at any point and
 * repeated: removing is idempotent, and the one change of state is a compare-and-set at the end. A certificate lies in
 * the register before it is in the database, so that a restored database can always be told.
 */
public final class DriveErasure {
    private static final Log LOG = Log.of(DriveErasure.class);

    public enum Outcome {
        /** Another pass is to come. */
        DRIVEN,
        /** It is done, by this call or an earlier one. */
        CERTIFIED,
        /** Somebody else made this pass. */
        OUTRUN,
        /** The tenant has no such erasure. */
        UNKNOWN
    }

    private final ErasureRepository erasures;
    private final AssetPass assetPass;
    private final SubjectPass subjectPass;
    private final Seal seal;
    private final CertificateRegister register;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Duration settle;

    /** @param settle how long nothing may be found before an erasure is certified */
    public DriveErasure(ErasureRepository erasures, AssetPass assetPass, SubjectPass subjectPass, Seal seal,
            CertificateRegister register, Outbox outbox, InstantSource clock, Duration settle) {
        this.erasures = erasures;
        this.assetPass = assetPass;
        this.subjectPass = subjectPass;
        this.seal = seal;
        this.register = register;
        this.outbox = outbox;
        this.clock = clock;
        this.settle = settle;
    }

    public Outcome execute(TenantId tenant, ErasureId id) {
        var found = erasures.find(tenant, id);
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        var erasure = found.get().erasure();
        if (erasure.certificate().isPresent()) {
            finish(found.get());
            return Outcome.CERTIFIED;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var pass = pass(erasure, now);
        var done = pass.clean() && erasure.settled(now);
        var next = done ? certified(erasure, pass, now) : new Stored(erasure.after(pass, now, settle), List.of());
        if (!erasures.replace(next)) {
            return Outcome.OUTRUN;
        }
        if (done) {
            Metrics.count(Metric.ERASURES, "certified");
        }
        LOG.info("an erasure moved on", LogField.TENANT_ID.of(tenant), LogField.REASON.of(id),
                LogField.STATE.of(next.erasure().state()), LogField.VERSION.of(next.erasure().version()));
        relay(next);
        return done ? Outcome.CERTIFIED : Outcome.DRIVEN;
    }

    /** Looks for an asset that nobody has, everywhere, so that nothing is found and nothing removed. */
    public Pass rehearse(TenantId nobody, AssetId nothing) {
        return assetPass.execute(Erasure.requested(nobody, new Scope.OneAsset(nothing), Instant.EPOCH), nothing,
                Instant.EPOCH);
    }

    private Pass pass(Erasure erasure, Instant now) {
        return switch (erasure.scope()) {
            case Scope.OneAsset(var asset) -> assetPass.execute(erasure, asset, now);
            case Scope.OneSubject(var subject) -> subjectPass.execute(erasure, subject);
        };
    }

    private Stored certified(Erasure erasure, Pass pass, Instant now) {
        Map<AssetId, Erasure.Certificate> parts = erasure.scope() instanceof Scope.OneSubject(var subject)
                ? subjectPass.certificates(erasure, subject)
                : Map.of();
        var signed = seal.sign(CertificateText.of(erasure, pass, parts, settle, now));
        register.put(erasure.tenant(), erasure.id(), signed);
        return new Stored(erasure.certified(new Erasure.Certificate(now, signed)), messages(erasure, now));
    }

    private static List<OutboxMessage> messages(Erasure erasure, Instant now) {
        return switch (erasure.scope()) {
            case Scope.OneSubject _ -> List.of();
            case Scope.OneAsset(var asset) -> {
                var header = new Fact.Header("evt_" + erasure.id() + ".erased", now, erasure.tenant(), asset,
                        erasure.id().value());
                var body = FactCodec.encode(new Fact.AssetErased(header));
                yield List.of(new OutboxMessage(header.id() + ".assets", QueueName.ASSETS, body),
                        new OutboxMessage(header.id() + ".events", QueueName.EVENTS, body));
            }
        };
    }

    // Whoever took the last message out of the outbox may have died before it took the erasure off those that are due.
    private void finish(Stored stored) {
        if (stored.outbox().isEmpty()) {
            erasures.acknowledge(stored.erasure().tenant(), stored.erasure().id(), List.of());
        } else {
            relay(stored);
        }
    }

    private void relay(Stored stored) {
        var erasure = stored.erasure();
        outbox.relay(stored.outbox(), sent -> erasures.acknowledge(erasure.tenant(), erasure.id(), sent));
    }
}
