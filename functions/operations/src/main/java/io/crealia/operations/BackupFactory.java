package io.crealia.operations;

import dagger.Module;
import dagger.Provides;
import io.crealia.operations.adapter.MongoBackupLedger;
import io.crealia.operations.adapter.MongoDocumentSource;
import io.crealia.operations.adapter.S3BackupObjects;
import io.crealia.operations.port.BackupLedger;
import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.usecase.BackupCatalog;
import io.crealia.operations.usecase.CompareRestored;
import io.crealia.operations.usecase.DrillRestore;
import io.crealia.operations.usecase.MakeBackup;
import io.crealia.operations.usecase.ReadPart;
import io.crealia.operations.usecase.RestoreBackup;
import io.crealia.operations.usecase.SweepBackups;
import io.crealia.operations.usecase.VerifyBackup;
import io.crealia.operations.usecase.WritePart;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.store.MongoConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires backup and restore, for the function and for an operator's machine alike. */
@Module
abstract class BackupFactory {
    @Provides
    @Singleton
    static BackupConfig backupConfig(Environment environment) {
        return BackupConfig.of(environment);
    }

    @Provides
    @Singleton
    static BackupObjects backupObjects(AwsClients clients, BackupConfig config) {
        return new S3BackupObjects(clients::s3, config.bucket());
    }

    @Provides
    @Singleton
    static BackupLedger backupLedger(MongoConnection mongo) {
        return new MongoBackupLedger(mongo.collection("backups"));
    }

    @Provides
    @Singleton
    static MakeBackup makeBackup(MongoConnection mongo, BackupObjects objects, BackupLedger ledger, IdSource ids,
            InstantSource clock, BackupConfig config) {
        return new MakeBackup(config.database(), new MongoDocumentSource(() -> mongo.database(config.database())),
                objects, ledger, new WritePart(objects, WritePart::temporaryFile, config.partBytes()), ids, clock,
                new MakeBackup.Pace(config.every(), BackupConfig.RESERVE));
    }

    @Provides
    @Singleton
    static BackupCatalog backupCatalog(BackupObjects objects, BackupConfig config) {
        return new BackupCatalog(config.database(), objects);
    }

    @Provides
    @Singleton
    static SweepBackups sweepBackups(BackupCatalog catalog, BackupObjects objects, InstantSource clock,
            BackupConfig config) {
        return new SweepBackups(config.database(), catalog, objects, clock, config.retention());
    }

    @Provides
    @Singleton
    static BackupRun backupRun(MakeBackup make, SweepBackups sweep) {
        return new BackupRun(make, sweep);
    }

    @Provides
    @Singleton
    static RestoreBackup restoreBackup(BackupObjects objects) {
        var readPart = new ReadPart(objects);
        return new RestoreBackup(new VerifyBackup(readPart), readPart);
    }

    @Provides
    @Singleton
    static DrillRestore drillRestore(RestoreBackup restore) {
        return new DrillRestore(restore, new CompareRestored());
    }
}
