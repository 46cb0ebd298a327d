package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.port.RejectedAssets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Reads the view of assets. */
public final class MongoRejectedAssets implements RejectedAssets {
    private final DocumentStore assets;

    public MongoRejectedAssets(DocumentStore assets) {
        this.assets = assets;
    }

    @Override
    public List<Rejected> before(Instant at, int limit) {
        return assets.find(and(eq("state", "rejected"), lt("updatedAt", Date.from(at))), Sorts.ascending("updatedAt"),
                limit, Projections.include("tenantId")).stream()
                .map(document -> new Rejected(new TenantId(document.getString("tenantId")),
                        new AssetId(document.getString("_id"))))
                .toList();
    }
}
