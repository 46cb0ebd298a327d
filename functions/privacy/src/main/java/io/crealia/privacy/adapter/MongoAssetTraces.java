package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.port.AssetTraces;
import java.util.Set;
import java.util.TreeSet;

/** Reads ids of uploads and runs from their documents. */
public final class MongoAssetTraces implements AssetTraces {
    /** Far more runs than an asset has; what is not seen in one pass is seen in the next. */
    private static final int MOST = 1000;

    private final DocumentStore uploads;
    private final DocumentStore runs;

    public MongoAssetTraces(DocumentStore uploads, DocumentStore runs) {
        this.uploads = uploads;
        this.runs = runs;
    }

    @Override
    public Set<String> ids(TenantId tenant, AssetId asset) {
        var own = and(eq("tenantId", tenant.value()), eq("assetId", asset.value()));
        var ids = new TreeSet<String>();
        uploads.find(own, Sorts.ascending("_id"), MOST, Projections.include("_id"))
                .forEach(document -> ids.add(document.getString("_id")));
        runs.find(own, Sorts.ascending("_id"), MOST, Projections.include("_id", "uploadId")).forEach(document -> {
            ids.add(document.getString("_id"));
            if (document.getString("uploadId") != null) {
                ids.add(document.getString("uploadId"));
            }
        });
        return ids;
    }
}
