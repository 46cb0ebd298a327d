package io.crealia.assets.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import io.crealia.assets.domain.CostRow;
import io.crealia.assets.port.CostRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * Ledgers in the collection {@code costs}, one document a row. Its id is tenant, asset and meaning, so that a repeated
 * row is refused, and an asset's rows are one range of the id's index.
 */
public final class MongoCostRepository implements CostRepository {
    private final DocumentStore documents;

    public MongoCostRepository(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public boolean insert(CostRow row) {
        return documents.insert(new Document("_id", row.id()).append("v", 1L).append("tenantId", row.tenant().value())
                .append("assetId", row.asset().value()).append("token", row.token().value()).append("item", row.item())
                .append("kind", row.kind().name()).append("unit", row.unit()).append("quantity", row.quantity())
                .append("micros", row.micros()).append("at", Date.from(row.at())));
    }

    @Override
    public List<CostRow> list(TenantId tenant, AssetId asset) {
        // '0' is the character after '/'. Neither id can hold a slash, so the range is this asset's and nobody else's.
        var folder = tenant + "/" + asset;
        return documents.find(and(gt("_id", folder + "/"), lt("_id", folder + "0")), Sorts.ascending("_id"), MAX_ROWS)
                .stream().map(MongoCostRepository::row).toList();
    }

    private static CostRow row(Document document) {
        return new CostRow(new TenantId(document.getString("tenantId")), new AssetId(document.getString("assetId")),
                StepToken.parse(document.getString("token")), document.getString("item"),
                CostKind.valueOf(document.getString("kind")), document.getString("unit"), document.getLong("quantity"),
                document.getLong("micros"), document.getDate("at").toInstant());
    }
}
