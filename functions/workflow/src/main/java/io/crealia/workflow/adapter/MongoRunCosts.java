package io.crealia.workflow.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import io.crealia.workflow.port.RunCosts;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads the assets feature's ledger, whose rows are named {@code tenant/asset/token.item.kind} by the fact
 * {@code CostRecorded} that both know. It writes nothing there.
 */
public final class MongoRunCosts implements RunCosts {
    /** More than a run buys. */
    private static final int MAX_ROWS = 1000;

    private final DocumentStore documents;

    /** @param documents the collection {@code costs} */
    public MongoRunCosts(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Map<Step, Amounts> of(TenantId tenant, AssetId asset, RunId run) {
        // '/' is the character after '.', which follows a run's id in each of its tokens.
        var prefix = tenant + "/" + asset + "/" + run;
        var amounts = new EnumMap<Step, Amounts>(Step.class);
        documents.find(and(gt("_id", prefix + "."), lt("_id", prefix + "/")), Sorts.ascending("_id"), MAX_ROWS,
                Projections.include("token", "kind", "micros")).forEach(row -> {
                    var micros = row.getLong("micros");
                    var one = row.getString("kind").equals("ESTIMATE")
                            ? new Amounts(micros, 0)
                            : new Amounts(0, micros);
                    amounts.merge(StepToken.parse(row.getString("token")).step(), one, Amounts::plus);
                });
        return amounts;
    }
}
