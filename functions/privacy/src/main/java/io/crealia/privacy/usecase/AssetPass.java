package io.crealia.privacy.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Pass;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.AssetTraces;
import io.crealia.privacy.port.Erasable;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for one asset in every holding. What is found is removed; those who keep it themselves are asked again. Every
 * step may be repeated, so a pass that was broken off is made anew.
 */
public final class AssetPass {
    private final List<Erasable> holdings;
    private final AssetTraces traces;
    private final PersonsExports exports;
    private final MessageSender sender;

    public AssetPass(List<Erasable> holdings, AssetTraces traces, PersonsExports exports, MessageSender sender) {
        this.holdings = List.copyOf(holdings);
        this.traces = traces;
        this.exports = exports;
        this.sender = sender;
    }

    Pass execute(Erasure erasure, AssetId asset, Instant now) {
        // Before anything is removed: the documents that name the rest go with the rest.
        var ids = new TreeSet<>(erasure.ids());
        ids.addAll(traces.ids(erasure.tenant(), asset));
        ids.addAll(exports.copies(erasure.tenant(), asset, erasure.requestedAt()));
        var target = new Target(erasure.tenant(), asset, ids);
        var remaining = new TreeMap<String, Long>();
        holdings.forEach(holding -> remaining.merge(holding.holding(), holding.remaining(target), Long::sum));
        var removed = new TreeMap<String, Long>();
        if (remaining.get(Inventory.ASSETS) > 0) {
            tell(erasure, asset, QueueName.ASSETS, now);
            // While the asset can be seen, something may be added to it: its data come next time.
            return new Pass(remaining, removed, ids);
        }
        if (remaining.get(Inventory.RUNS) > 0) {
            tell(erasure, asset, QueueName.FACTS, now);
        }
        for (var holding : holdings) {
            if (remaining.get(holding.holding()) > 0) {
                var count = holding.remove(target);
                if (count > 0) {
                    removed.merge(holding.holding(), count, Long::sum);
                }
            }
        }
        return new Pass(remaining, removed, ids);
    }

    private void tell(Erasure erasure, AssetId asset, QueueName queue, Instant now) {
        var header = new Fact.Header("evt_" + erasure.id() + "." + erasure.version(), now, erasure.tenant(), asset,
                erasure.id().value());
        var fact = queue == QueueName.ASSETS ? new Fact.DeletionRequested(header) : new Fact.AssetDeleting(header);
        sender.send(new OutboxMessage(header.id(), queue, FactCodec.encode(fact)));
    }
}
