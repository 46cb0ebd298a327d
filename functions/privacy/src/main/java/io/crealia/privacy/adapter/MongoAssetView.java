package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.Erasable;

/** The asset's own document, which its feature turns into a tombstone. One that is not there yet could still come. */
public record MongoAssetView(DocumentStore assets) implements Erasable {
    @Override
    public String holding() {
        return Inventory.ASSETS;
    }

    @Override
    public long remaining(Target target) {
        return 1 - assets.count(and(eq("_id", target.asset().value()), eq("tenantId", target.tenant().value()),
                in("state", "deleting", "deleted")));
    }

    @Override
    public long remove(Target target) {
        return 0;
    }
}
