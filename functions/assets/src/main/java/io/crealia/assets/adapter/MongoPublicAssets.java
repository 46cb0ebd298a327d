package io.crealia.assets.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.port.PublicAssets;
import io.crealia.contracts.AssetId;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import java.util.Optional;

/** The assets of {@link MongoAssetRepository} that are public. The policy is part of the query, not checked afterwards. */
public final class MongoPublicAssets implements PublicAssets {
    private final DocumentStore documents;
    private final AssetSeal seal;

    public MongoPublicAssets(DocumentStore documents, SubjectVault vault) {
        this.documents = documents;
        seal = new AssetSeal(vault);
    }

    @Override
    public Optional<Asset> find(AssetId id) {
        return documents
                .findOne(and(eq("_id", id.value()), eq(AssetDocuments.POLICY, PlaybackPolicy.PUBLIC.wireName())))
                .map(seal::open).map(AssetDocuments::read);
    }
}
