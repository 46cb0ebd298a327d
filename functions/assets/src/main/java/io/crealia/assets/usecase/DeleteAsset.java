package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.DeletionQueue;
import io.crealia.assets.port.DeletionQueue.Owed;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes an asset out of sight at once and asks for the erasure of its data. Safe to repeat: what is gone stays gone, and
 * who has to hear of it is told again.
 */
public final class DeleteAsset {
    private static final int MAX_TRIES = 8;

    public sealed interface Result {
        /** @param asset being deleted, or deleted already */
        record Done(Asset asset) implements Result {}

        /** The asset is not as the caller expects it; nothing was changed. */
        record Unexpected() implements Result {}

        /** Others changed the asset each time; nothing was changed. */
        record Busy() implements Result {}

        record Unknown() implements Result {}
    }

    private final AssetRepository assets;
    private final DeletionQueue queue;
    private final TellDeletions tell;
    private final InstantSource clock;

    public DeleteAsset(AssetRepository assets, DeletionQueue queue, TellDeletions tell, InstantSource clock) {
        this.assets = assets;
        this.queue = queue;
        this.tell = tell;
        this.clock = clock;
    }

    /** @param expected what the asset must be at the moment of the change; not asked of one that is gone */
    public Result execute(TenantId tenant, AssetId id, Predicate<Asset> expected, String correlationId) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var found = assets.find(tenant, id);
            if (found.isEmpty()) {
                return new Result.Unknown();
            }
            if (found.get().gone()) {
                return new Result.Done(found.get());
            }
            if (!expected.test(found.get())) {
                return new Result.Unexpected();
            }
            var deleting = found.get().deleting(now());
            if (put(deleting, correlationId)) {
                return new Result.Done(deleting);
            }
        }
        return new Result.Busy();
    }

    /**
     * Deletes because a person asked to be forgotten. An asset that nothing was heard of yet gets its tombstone now, so
     * that nothing can be heard of it later.
     *
     * @throws InvalidChangeException if the asset is another tenant's
     * @throws DependencyException if others changed the asset each time: the request is to come again
     */
    public void execute(Fact.DeletionRequested request) {
        var header = request.header();
        var result = execute(header.tenantId(), header.assetId(), _ -> true, header.correlationId());
        if (result instanceof Result.Unknown
                && !put(Asset.neverShown(header.tenantId(), header.assetId(), now()), header.correlationId())) {
            result = execute(header.tenantId(), header.assetId(), _ -> true, header.correlationId());
            if (result instanceof Result.Unknown) {
                throw new InvalidChangeException("asset " + header.assetId() + " does not belong to the tenant "
                        + header.tenantId());
            }
        }
        if (result instanceof Result.Busy) {
            throw new DependencyException("deleting asset " + header.assetId() + ": it changed each time", null);
        }
    }

    private boolean put(Asset deleting, String correlationId) {
        var now = deleting.updatedAt();
        var messages = messages(deleting, correlationId, now);
        var owed = new Owed(deleting.tenant(), deleting.id(), messages, now.plus(TellDeletions.RETRY));
        if (!queue.put(deleting, messages, owed.tellAt())) {
            return false;
        }
        tell.tell(owed, now);
        return true;
    }

    // The workflow hears of it first: what it stops need not be erased.
    private static List<OutboxMessage> messages(Asset deleting, String correlationId, Instant now) {
        var header = new Fact.Header("evt_" + deleting.id().ulid() + ".deleting", now, deleting.tenant(),
                deleting.id(), correlationId);
        var body = FactCodec.encode(new Fact.AssetDeleting(header));
        return List.of(new OutboxMessage(header.id() + ".workflow", QueueName.FACTS, body),
                new OutboxMessage(header.id() + ".privacy", QueueName.PRIVACY, body));
    }

    // Stores keep milliseconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
