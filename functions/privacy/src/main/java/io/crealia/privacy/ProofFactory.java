package io.crealia.privacy;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.privacy.adapter.MongoAssetTraces;
import io.crealia.privacy.adapter.MongoErasable;
import io.crealia.privacy.adapter.MongoReplayMark;
import io.crealia.privacy.adapter.MongoSealedRecords;
import io.crealia.privacy.adapter.S3CertificateRegister;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.Seal;
import io.crealia.privacy.port.Subjects;
import io.crealia.privacy.usecase.CarryErasures;
import io.crealia.privacy.usecase.ProveErasures;
import io.crealia.privacy.usecase.ReplayErasures;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Wires what restores and their drills need of erasures (docs/backup.md). */
@Module
abstract class ProofFactory {
    private static final String DATABASE = "CREALIA_MONGO_DATABASE";

    /** In the database of {@code CREALIA_MONGO_DATABASE}, which must be a copy: documents are removed from it. */
    @Provides
    @Singleton
    static ProveErasures proveErasures(Environment environment, AwsClients clients, Seal seal, Subjects subjects,
            SubjectVault vault, ErasureRepository erasures, MongoConnection mongo, InstantSource clock) {
        var register = new S3CertificateRegister(clients::s3, environment.required("CREALIA_MEDIA_BUCKET"));
        var replay = new ReplayErasures(register, seal, erasures,
                new MongoReplayMark(mongo.collection("privacy_marks")), clock, Duration.ofHours(1));
        return new ProveErasures(replay, register, seal, subjects,
                new MongoSealedRecords(() -> mongo.database(environment.required(DATABASE)), vault),
                new MongoAssetTraces(mongo.collection(Inventory.UPLOADS), mongo.collection(Inventory.RUNS)),
                MongoErasable.all(mongo::collection));
    }

    @Provides
    @Singleton
    static CarryErasures carryErasures(ErasureRepository erasures) {
        return new CarryErasures(erasures);
    }
}
