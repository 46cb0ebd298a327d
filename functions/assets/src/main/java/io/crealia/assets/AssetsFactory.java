package io.crealia.assets;

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
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires the feature. Each function asks for the beans that it needs, so each reads only its own variables. */
@Factory
final class AssetsFactory {
    @Singleton
    AssetsConfig config(Environment environment) {
        return AssetsConfig.of(environment);
    }

    @Singleton
    PlaybackConfig playbackConfig(Environment environment) {
        return PlaybackConfig.of(environment);
    }

    @Singleton
    MongoAssetLog log(MongoConnection mongo, SubjectVault vault) {
        return new MongoAssetLog(mongo.collection("history"), vault);
    }

    @Singleton
    MongoAssetRepository repository(MongoConnection mongo, MongoAssetLog log, SubjectVault vault) {
        return new MongoAssetRepository(mongo.collection("assets"), log, vault);
    }

    @Singleton
    PublicAssets publicAssets(MongoConnection mongo, SubjectVault vault) {
        return new MongoPublicAssets(mongo.collection("assets"), vault);
    }

    @Singleton
    CostRepository costs(MongoConnection mongo) {
        return new MongoCostRepository(mongo.collection("costs"));
    }

    @Singleton
    RecordCost recordCost(CostRepository costs) {
        return new RecordCost(costs);
    }

    @Singleton
    MediaReader reader(AwsClients clients, AssetsConfig config) {
        return new S3MediaReader(clients::s3, config.mediaBucket());
    }

    @Singleton
    MediaWriter writer(AwsClients clients, AssetsConfig config) {
        return new S3MediaWriter(clients::s3, config.mediaBucket());
    }

    @Singleton
    MediaSigner signer(S3Signer signer, AssetsConfig config) {
        return new S3MediaSigner(signer, config.mediaBucket());
    }

    @Singleton
    PlaybackTokens tokens(Secrets secrets) {
        return new PlaybackTokens(() -> PlaybackConfig.key(secrets));
    }

    @Singleton
    RecordAssetChange recordAssetChange(AssetRepository assets, MediaReader media, InstantSource clock) {
        return new RecordAssetChange(assets, media, clock);
    }

    @Singleton
    TellDeletions tellDeletions(DeletionQueue queue, Outbox outbox, InstantSource clock) {
        return new TellDeletions(queue, outbox, clock);
    }

    @Singleton
    DeleteAsset deleteAsset(AssetRepository assets, DeletionQueue queue, TellDeletions tell, InstantSource clock) {
        return new DeleteAsset(assets, queue, tell, clock);
    }

    @Singleton
    FinishDeletion finishDeletion(AssetRepository assets, InstantSource clock) {
        return new FinishDeletion(assets, clock);
    }

    @Singleton
    AssetMoment moment(AssetRepository assets, AssetLog log, InstantSource clock) {
        return new AssetMoment(assets, new ShowAssetAt(assets, log), clock);
    }

    @Singleton
    AssetsApi assetsApi(AssetRepository assets, AssetMoment moment, DeleteAsset delete, CostRepository costs,
            AuditLog audit, InstantSource clock) {
        return new AssetsApi(assets, moment, new ListAssets(assets), new EditAsset(assets, clock), delete, costs,
                audit::reference);
    }

    @Singleton
    EventsApi eventsApi(AssetRepository assets, AssetLog log) {
        return new EventsApi(assets, new ListEvents(log));
    }

    @Singleton
    CaptionsApi captionsApi(AssetRepository assets, AssetMoment moment, MediaReader reader, MediaWriter writer,
            AuditLog audit, InstantSource clock) {
        return new CaptionsApi(assets, moment, reader, new PutCaptions(assets, writer, clock),
                new DeleteCaptions(assets, writer, clock), new EditAsset(assets, clock), audit::reference);
    }

    @Singleton
    PlaybackApi playbackApi(AssetRepository assets, PublicAssets publicAssets, PlaybackTokens tokens,
            MediaReader media, MediaSigner signer, PlaybackConfig config, InstantSource clock) {
        return new PlaybackApi(new StartPlayback(assets, tokens, clock, config.base(), config.life()),
                new ServePlayback(assets, publicAssets, tokens, media, signer, clock));
    }
}
