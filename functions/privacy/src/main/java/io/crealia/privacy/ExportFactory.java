package io.crealia.privacy;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.privacy.adapter.MongoExportRepository;
import io.crealia.privacy.adapter.MongoPersonalRecords;
import io.crealia.privacy.adapter.S3Archives;
import io.crealia.privacy.adapter.S3MediaFiles;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.ExportRepository;
import io.crealia.privacy.port.Subjects;
import io.crealia.privacy.usecase.ApplyRetention;
import io.crealia.privacy.usecase.MakeExport;
import io.crealia.privacy.usecase.PersonsExports;
import io.crealia.privacy.usecase.ReplayErasures;
import io.crealia.privacy.usecase.RequestExport;
import io.crealia.privacy.usecase.SweepErasures;
import io.crealia.privacy.usecase.SweepExports;
import io.crealia.privacy.usecase.WriteArchive;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Wires exports. */
@Module
abstract class ExportFactory {
    /** With that of erasures, well below the timeout of the function that sweeps. */
    private static final Duration SWEEP_BUDGET = Duration.ofSeconds(60);

    @Provides
    @Singleton
    static ExportRepository exports(MongoConnection mongo) {
        return new MongoExportRepository(mongo.collection(Inventory.EXPORTS));
    }

    // The API has no other use for the configuration of erasures, so it reads this one variable only.
    @Provides
    @Singleton
    static Archives archives(AwsClients clients, S3Signer signer, Environment environment) {
        return new S3Archives(clients::s3, signer, environment.required("CREALIA_MEDIA_BUCKET"));
    }

    @Provides
    @Singleton
    static RequestExport requestExport(ExportRepository exports, IdSource ids, Outbox outbox, InstantSource clock) {
        return new RequestExport(exports, ids, outbox, clock);
    }

    @Provides
    @Singleton
    static MakeExport makeExport(ExportRepository exports, Archives archives, Subjects subjects, MongoConnection mongo,
            ErasureRepository erasures, SubjectVault vault, AwsClients clients, S3Signer signer, InstantSource clock,
            PrivacyConfig config) {
        var records = new MongoPersonalRecords(mongo.collection(Inventory.ASSETS), mongo.collection(Inventory.HISTORY),
                mongo.collection(Inventory.UPLOADS), vault);
        var files = new S3MediaFiles(clients::s3, signer, config.mediaBucket());
        return new MakeExport(exports, new WriteArchive(subjects, erasures, records, files, clock), archives, clock,
                config.exports());
    }

    @Provides
    @Singleton
    static SweepExports sweepExports(ExportRepository exports, MakeExport make, Archives archives,
            InstantSource clock) {
        return new SweepExports(exports, make, archives, clock, SWEEP_BUDGET);
    }

    @Provides
    @Singleton
    static PersonsExports personsExports(ExportRepository exports, Archives archives, Subjects subjects) {
        return new PersonsExports(exports, archives, subjects);
    }

    @Provides
    @Singleton
    static ExportApi exportApi(ExportRepository exports, RequestExport request, Subjects subjects, Archives archives,
            InstantSource clock) {
        return new ExportApi(exports, request, subjects, archives, clock);
    }

    @Provides
    @Singleton
    static RetentionRun retentionRun(ReplayErasures replay, SweepErasures sweep, SweepExports exports,
            ApplyRetention retention) {
        return new RetentionRun(replay, sweep, exports, retention);
    }
}
