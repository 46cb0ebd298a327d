package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.History;
import io.crealia.assets.port.AssetLog;
import io.crealia.assets.port.AssetLog.Logged;
import io.crealia.assets.port.AssetRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows an asset as it was seen at an instant, made of the events until then. */
public final class ShowAssetAt {
    public sealed interface Result {
        record Found(Asset asset) implements Result {}

        /** There is no such asset, or there was none yet. */
        record Unknown() implements Result {}

        /** It is deleted, and so is its past. */
        record Gone() implements Result {}
    }

    private final AssetRepository assets;
    private final AssetLog log;

    public ShowAssetAt(AssetRepository assets, AssetLog log) {
        this.assets = assets;
        this.log = log;
    }

    public Result execute(TenantId tenant, AssetId id, Instant at) {
        var found = assets.find(tenant, id);
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        var asset = found.get();
        if (asset.gone()) {
            return new Result.Gone();
        }
        if (!History.newest(asset).at().isAfter(at)) {
            return new Result.Found(asset);
        }
        var last = log.newestBy(tenant, id, at, asset.version());
        if (last.isEmpty()) {
            return new Result.Unknown();
        }
        var then = fold(log.read(tenant, id, Math.max(1, last.get() / AssetLog.CHECKPOINT * AssetLog.CHECKPOINT),
                last.get()), last.get());
        if (then.isPresent()) {
            return new Result.Found(then.get());
        }
        // The log goes with the asset; it is whole as long as that is there.
        if (assets.find(tenant, id).filter(now -> !now.gone()).isEmpty()) {
            return new Result.Gone();
        }
        throw new DependencyException("the log of asset " + id + " until event " + last.get() + " is not whole", null);
    }

    private static Optional<Asset> fold(List<Logged> logged, long last) {
        var asset = Optional.<Asset>empty();
        for (var entry : logged) {
            var event = entry.event();
            var begins = asset.isEmpty() && event.sequence() > 1;
            if (begins && entry.state().isEmpty()
                    || asset.isPresent() && event.sequence() != asset.get().version() + 1) {
                return Optional.empty();
            }
            asset = Optional.of(begins
                    ? History.resume(entry.state().get(), event)
                    : History.apply(asset, event));
        }
        return asset.filter(folded -> folded.version() == last);
    }
}
