package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaWriter;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Takes a person's captions away; the machine's show again, where there are some. The files stay with the asset. */
public final class DeleteCaptions {
    private final EditAsset edit;
    private final SpokenCaptions spoken;

    public DeleteCaptions(AssetRepository assets, MediaWriter media, InstantSource clock) {
        this.edit = new EditAsset(assets, clock);
        this.spoken = new SpokenCaptions(assets, media);
    }

    public EditAsset.Result execute(TenantId tenant, AssetId asset, String person, LanguageTag language,
            Predicate<Asset> expected) {
        var result = edit.execute(tenant, asset, person, expected, found -> found.edits().without(language));
        if (result instanceof EditAsset.Result.Done) {
            spoken.tell(tenant, asset);
        }
        return result;
    }
}
