package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.assets.usecase.DeleteAsset;
import io.crealia.assets.usecase.FinishDeletion;
import io.crealia.assets.usecase.RecordAssetChange;
import io.crealia.assets.usecase.RecordCost;
import io.crealia.contracts.Fact;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code assets-on-fact}: keeps the view of an asset and its ledger up to date. */
public final class AssetsOnFactHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final RecordAssetChange record;
    private final RecordCost costs;
    private final DeleteAsset delete;
    private final FinishDeletion finish;
    private final SnapStart snapStart;

    public AssetsOnFactHandler() {
        this(System.getenv());
    }

    public AssetsOnFactHandler(Map<String, String> environment) {
        var context = AssetsComponent.start(environment);
        edge = context.batchEdge();
        record = context.recordChange();
        costs = context.recordCost();
        delete = context.deleteAsset();
        finish = context.finishDeletion();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.change(edge, this::accept), context.mongo(),
                context.vault());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        edge.handleFacts(input, output, context, this::accept);
    }

    private void accept(Fact fact) {
        switch (fact) {
            case Fact.AssetChanged change -> record.execute(change);
            case Fact.CostRecorded cost -> costs.execute(cost);
            case Fact.DeletionRequested request -> delete.execute(request);
            case Fact.AssetErased erased -> finish.execute(erased);
            case Fact.UploadAccepted _,Fact.UploadRejected _,Fact.StepRequested _,Fact.StepCancelled _,Fact.StepProgressed _,Fact.StepSucceeded _,Fact.StepFailed _,Fact.AssetDeleting _ ->
                throw new IllegalArgumentException("not a fact for assets: " + fact.getClass().getSimpleName());
        }
    }
}
