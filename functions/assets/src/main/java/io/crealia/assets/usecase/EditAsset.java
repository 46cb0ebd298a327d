package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.History;
import io.crealia.assets.port.AssetRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes what a person decided about an asset, against whatever runs report at the same time. */
public final class EditAsset {
    private static final int MAX_TRIES = 8;

    public sealed interface Result {
        /** @param asset as it is now */
        record Done(Asset asset) implements Result {}

        /** The asset is not as the caller expects it; nothing was changed. */
        record Unexpected() implements Result {}

        /** Others changed the asset each time; nothing was changed. */
        record Busy() implements Result {}

        /** There is no such asset, or it is deleted. */
        record Unknown() implements Result {}
    }

    private final AssetRepository assets;
    private final InstantSource clock;

    public EditAsset(AssetRepository assets, InstantSource clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /**
     * @param person keyed reference to who decides, for the log
     * @param expected what the asset must be at the moment of the change
     * @param change applied to what is stored, once for each try
     */
    public Result execute(TenantId tenant, AssetId id, String person, Predicate<Asset> expected,
            Function<Asset, Edits> change) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var found = assets.find(tenant, id).filter(asset -> !asset.gone());
            if (found.isEmpty()) {
                return new Result.Unknown();
            }
            var asset = found.get();
            if (!expected.test(asset)) {
                return new Result.Unexpected();
            }
            var edits = change.apply(asset);
            if (edits.equals(asset.edits())) {
                return new Result.Done(asset);
            }
            var event = History.edited(asset, edits, person, clock.instant());
            var next = History.apply(found, event);
            if (assets.replace(asset, next)) {
                return new Result.Done(next);
            }
        }
        return new Result.Busy();
    }
}
