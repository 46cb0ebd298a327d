package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.assets.adapter.MongoAssetLog;
import io.crealia.assets.adapter.MongoAssetRepository;
import io.crealia.assets.adapter.MongoCostRepository;
import io.crealia.assets.domain.CostRow;
import io.crealia.contracts.Fact;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.schedule.ScheduleEdge;

/** The functions of assets, made by their own factory and called as their handlers call them. */
public final class SimulatedAssets {
    private final SimulatedPlatform platform;
    private final AssetsConfig config;
    private final SubjectVault vault;
    private final MongoAssetLog log;
    private final MongoAssetRepository assets;

    public SimulatedAssets(SimulatedPlatform platform) {
        this.platform = platform;
        config = AssetsFactory.config(platform.environment());
        vault = platform.vault();
        log = AssetsFactory.log(platform.mongo(), vault);
        assets = AssetsFactory.repository(platform.mongo(), log, vault);
    }

    /** As {@link AssetsOnFactHandler}. */
    public RequestStreamHandler onFact() {
        var edge = new SqsBatchEdge();
        var record = AssetsFactory.recordAssetChange(assets, AssetsFactory.reader(platform.clients(), config),
                platform.clock());
        var costs = new MongoCostRepository(platform.mongo().collection("costs"));
        var delete = AssetsFactory.deleteAsset(assets, assets,
                AssetsFactory.tellDeletions(assets, platform.outbox(), platform.clock()), platform.clock());
        var finish = AssetsFactory.finishDeletion(assets, platform.clock());
        return (in, out, context) -> edge.handleFacts(in, out, context, fact -> {
            switch (fact) {
                case Fact.AssetChanged change -> record.execute(change);
                case Fact.CostRecorded cost -> costs.insert(CostRow.of(cost));
                case Fact.DeletionRequested request -> delete.execute(request);
                case Fact.AssetErased erased -> finish.execute(erased);
                default -> throw new IllegalArgumentException("not a fact for assets: " + fact.getClass());
            }
        });
    }

    /** As {@link AssetsSweeperHandler}. */
    public RequestStreamHandler sweeper() {
        var edge = new ScheduleEdge();
        var tell = AssetsFactory.tellDeletions(assets, platform.outbox(), platform.clock());
        return (in, out, context) -> edge.handle(in, out, context, () -> {
            var report = tell.execute();
            return Json.object().put("told", report.told()).put("failed", report.failed());
        });
    }

    /** The routes of assets themselves, as {@link AssetsApiHandler} has them. */
    public RequestStreamHandler api(TokenVerifier tokens) {
        var delete = AssetsFactory.deleteAsset(assets, assets,
                AssetsFactory.tellDeletions(assets, platform.outbox(), platform.clock()), platform.clock());
        var api = AssetsFactory.assetsApi(assets, AssetsFactory.moment(assets, log, platform.clock()), delete,
                AssetsFactory.costs(platform.mongo()), platform.audit(), platform.clock());
        var edge = new HttpEdge(api.routes(), tokens, platform.idempotency(vault), platform.guard());
        return edge::handle;
    }
}
