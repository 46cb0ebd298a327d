package io.crealia.privacy;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.Secrets;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.privacy.adapter.Ed25519Seal;
import io.crealia.privacy.adapter.MongoAssetTraces;
import io.crealia.privacy.adapter.MongoAssetView;
import io.crealia.privacy.adapter.MongoErasable;
import io.crealia.privacy.adapter.MongoErasureRepository;
import io.crealia.privacy.adapter.MongoExpiring;
import io.crealia.privacy.adapter.MongoRejectedAssets;
import io.crealia.privacy.adapter.MongoReplayMark;
import io.crealia.privacy.adapter.S3CertificateRegister;
import io.crealia.privacy.adapter.S3Erasable;
import io.crealia.privacy.adapter.S3PartsErasable;
import io.crealia.privacy.adapter.VaultSubjects;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.port.CertificateRegister;
import io.crealia.privacy.port.Erasable;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.Seal;
import io.crealia.privacy.port.Subjects;
import io.crealia.privacy.usecase.ApplyRetention;
import io.crealia.privacy.usecase.AssetPass;
import io.crealia.privacy.usecase.DriveErasure;
import io.crealia.privacy.usecase.ExportHolding;
import io.crealia.privacy.usecase.PersonsExports;
import io.crealia.privacy.usecase.ReplayErasures;
import io.crealia.privacy.usecase.RequestErasure;
import io.crealia.privacy.usecase.SubjectPass;
import io.crealia.privacy.usecase.SweepErasures;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Wires the feature. Each function asks for the beans that it needs, so each reads only its own variables. */
@Module
abstract class PrivacyFactory {
    /** Well below the timeout of the function that sweeps. */
    private static final Duration SWEEP_BUDGET = Duration.ofSeconds(60);

    @Provides
    @Singleton
    static PrivacyConfig config(Environment environment) {
        return PrivacyConfig.of(environment);
    }

    @Provides
    @Singleton
    static ErasureRepository erasures(MongoConnection mongo) {
        return new MongoErasureRepository(mongo.collection("erasures"));
    }

    @Provides
    @Singleton
    static Seal seal(Secrets secrets) {
        return new Ed25519Seal(
                () -> new Secret(secrets.value("CREALIA_PRIVACY_KEY", "CREALIA_PRIVACY_SECRET_ARN")));
    }

    @Provides
    @Singleton
    static Subjects subjects(SubjectVault vault) {
        return new VaultSubjects(vault);
    }

    @Provides
    @Singleton
    static RequestErasure requestErasure(ErasureRepository erasures, InstantSource clock) {
        return new RequestErasure(erasures, clock);
    }

    @Provides
    @Singleton
    static CertificateRegister register(AwsClients clients, PrivacyConfig config) {
        return new S3CertificateRegister(clients::s3, config.mediaBucket());
    }

    @Provides
    @Singleton
    static AssetPass assetPass(MongoConnection mongo, AwsClients clients, PrivacyConfig config, MessageSender sender,
            PersonsExports exports) {
        var holdings = new ArrayList<Erasable>();
        holdings.add(new MongoAssetView(mongo.collection(Inventory.ASSETS)));
        // Objects before the documents that lead to them.
        holdings.addAll(List.of(S3Erasable.media(clients::s3, config.mediaBucket()),
                S3Erasable.incoming(clients::s3, config.incomingBucket()),
                new S3PartsErasable(clients::s3, config.incomingBucket())));
        holdings.addAll(ExportHolding.all(exports));
        holdings.addAll(MongoErasable.all(mongo::collection));
        var traces = new MongoAssetTraces(mongo.collection(Inventory.UPLOADS), mongo.collection(Inventory.RUNS));
        return new AssetPass(holdings, traces, exports, sender);
    }

    @Provides
    @Singleton
    static DriveErasure driveErasure(ErasureRepository erasures, AssetPass assetPass, Subjects subjects,
            RequestErasure request, PersonsExports exports, Seal seal, CertificateRegister register, Outbox outbox,
            InstantSource clock, PrivacyConfig config) {
        return new DriveErasure(erasures, assetPass, new SubjectPass(subjects, request, exports), seal, register,
                outbox, clock,
                config.settle());
    }

    @Provides
    @Singleton
    static SweepErasures sweepErasures(ErasureRepository erasures, DriveErasure drive, InstantSource clock) {
        return new SweepErasures(erasures, drive, clock, SWEEP_BUDGET);
    }

    @Provides
    @Singleton
    static ReplayErasures replayErasures(CertificateRegister register, Seal seal, ErasureRepository erasures,
            MongoConnection mongo, InstantSource clock, PrivacyConfig config) {
        return new ReplayErasures(register, seal, erasures, new MongoReplayMark(mongo.collection("privacy_marks")),
                clock, config.replay());
    }

    @Provides
    @Singleton
    static ApplyRetention applyRetention(MongoConnection mongo, RequestErasure request, InstantSource clock,
            PrivacyConfig config) {
        return new ApplyRetention(MongoExpiring.all(mongo::collection, config.periods()),
                new MongoRejectedAssets(mongo.collection(Inventory.ASSETS)), request, clock, config.rejected());
    }

    @Provides
    @Singleton
    static PrivacyApi privacyApi(ErasureRepository erasures, RequestErasure request, Subjects subjects,
            MongoConnection mongo, Seal seal) {
        return new PrivacyApi(erasures, request, subjects,
                new MongoAssetTraces(mongo.collection(Inventory.UPLOADS), mongo.collection(Inventory.RUNS)), seal);
    }
}
