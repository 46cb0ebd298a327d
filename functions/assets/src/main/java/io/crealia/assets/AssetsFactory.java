package io.crealia.assets;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.crealia.assets.adapter.MongoAssetLog;
import io.crealia.assets.adapter.MongoAssetRepository;
import io.crealia.assets.adapter.MongoCostRepository;
import io.crealia.assets.adapter.MongoPublicAssets;
import io.crealia.assets.adapter.S3MediaReader;
import io.crealia.assets.adapter.S3MediaSigner;
import io.crealia.assets.adapter.S3MediaWriter;
import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.assets.port.AssetLog;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.CostRepository;
import io.crealia.assets.port.DeletionQueue;
import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.MediaWriter;
import io.crealia.assets.port.PublicAssets;
import io.crealia.assets.usecase.DeleteAsset;
import io.crealia.assets.usecase.DeleteCaptions;
import io.crealia.assets.usecase.EditAsset;
import io.crealia.assets.usecase.FinishDeletion;
import io.crealia.assets.usecase.ListAssets;
import io.crealia.assets.usecase.ListEvents;
import io.crealia.assets.usecase.PutCaptions;
import io.crealia.assets.usecase.RecordAssetChange;
import io.crealia.assets.usecase.RecordCost;
import io.crealia.assets.usecase.ServePlayback;
import io.crealia.assets.usecase.ShowAssetAt;
import io.crealia.assets.usecase.StartPlayback;
import io.crealia.assets.usecase.TellDeletions;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.Secrets;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires the feature. Each function asks for the beans that it needs, so each reads only its own variables. */
@Module
abstract class AssetsFactory {
    @Provides
    @Singleton
    static AssetsConfig config(Environment environment) {
        return AssetsConfig.of(environment);
    }

    @Provides
    @Singleton
    static PlaybackConfig playbackConfig(Environment environment) {
        return PlaybackConfig.of(environment);
    }

    @Provides
    @Singleton
    static MongoAssetLog log(MongoConnection mongo, SubjectVault vault) {
        return new MongoAssetLog(mongo.collection("history"), vault);
    }

    @Provides
    @Singleton
    static MongoAssetRepository repository(MongoConnection mongo, MongoAssetLog log, SubjectVault vault) {
        return new MongoAssetRepository(mongo.collection("assets"), log, vault);
    }

    @Binds
    abstract AssetLog assetLog(MongoAssetLog log);

    @Binds
    abstract AssetRepository assets(MongoAssetRepository repository);

    @Binds
    abstract DeletionQueue deletions(MongoAssetRepository repository);

    @Provides
    @Singleton
    static PublicAssets publicAssets(MongoConnection mongo, SubjectVault vault) {
        return new MongoPublicAssets(mongo.collection("assets"), vault);
    }

    @Provides
    @Singleton
    static CostRepository costs(MongoConnection mongo) {
        return new MongoCostRepository(mongo.collection("costs"));
    }

    @Provides
    @Singleton
    static RecordCost recordCost(CostRepository costs) {
        return new RecordCost(costs);
    }

    @Provides
    @Singleton
    static MediaReader reader(AwsClients clients, AssetsConfig config) {
        return new S3MediaReader(clients::s3, config.mediaBucket());
    }

    @Provides
    @Singleton
    static MediaWriter writer(AwsClients clients, AssetsConfig config) {
        return new S3MediaWriter(clients::s3, config.mediaBucket());
    }

    @Provides
    @Singleton
    static MediaSigner signer(S3Signer signer, AssetsConfig config) {
        return new S3MediaSigner(signer, config.mediaBucket());
    }

    @Provides
    @Singleton
    static PlaybackTokens tokens(Secrets secrets) {
        return new PlaybackTokens(() -> PlaybackConfig.key(secrets));
    }

    @Provides
    @Singleton
    static RecordAssetChange recordAssetChange(AssetRepository assets, MediaReader media, InstantSource clock) {
        return new RecordAssetChange(assets, media, clock);
    }

    @Provides
    @Singleton
    static TellDeletions tellDeletions(DeletionQueue queue, Outbox outbox, InstantSource clock) {
        return new TellDeletions(queue, outbox, clock);
    }

    @Provides
    @Singleton
    static DeleteAsset deleteAsset(AssetRepository assets, DeletionQueue queue, TellDeletions tell,
            InstantSource clock) {
        return new DeleteAsset(assets, queue, tell, clock);
    }

    @Provides
    @Singleton
    static FinishDeletion finishDeletion(AssetRepository assets, InstantSource clock) {
        return new FinishDeletion(assets, clock);
    }

    @Provides
    @Singleton
    static AssetMoment moment(AssetRepository assets, AssetLog log, InstantSource clock) {
        return new AssetMoment(assets, new ShowAssetAt(assets, log), clock);
    }

    @Provides
    @Singleton
    static AssetsApi assetsApi(AssetRepository assets, AssetMoment moment, DeleteAsset delete, CostRepository costs,
            AuditLog audit, InstantSource clock) {
        return new AssetsApi(assets, moment, new ListAssets(assets), new EditAsset(assets, clock), delete, costs,
                audit::reference);
    }

    @Provides
    @Singleton
    static EventsApi eventsApi(AssetRepository assets, AssetLog log) {
        return new EventsApi(assets, new ListEvents(log));
    }

    @Provides
    @Singleton
    static CaptionsApi captionsApi(AssetRepository assets, AssetMoment moment, MediaReader reader, MediaWriter writer,
            AuditLog audit, InstantSource clock) {
        return new CaptionsApi(assets, moment, reader, new PutCaptions(assets, writer, clock),
                new DeleteCaptions(assets, writer, clock), new EditAsset(assets, clock), audit::reference);
    }

    @Provides
    @Singleton
    static PlaybackApi playbackApi(AssetRepository assets, PublicAssets publicAssets, PlaybackTokens tokens,
            MediaReader media, MediaSigner signer, PlaybackConfig config, InstantSource clock) {
        return new PlaybackApi(new StartPlayback(assets, tokens, clock, config.base(), config.life()),
                new ServePlayback(assets, publicAssets, tokens, media, signer, clock));
    }
}
