package io.crealia.operations;

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
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires backup and restore, for the function and for an operator's machine alike. */
@Factory
final class BackupFactory {
    @Singleton
    BackupConfig backupConfig(Environment environment) {
        return BackupConfig.of(environment);
    }

    @Singleton
    BackupObjects backupObjects(AwsClients clients, BackupConfig config) {
        return new S3BackupObjects(clients::s3, config.bucket());
    }

    @Singleton
    BackupLedger backupLedger(MongoConnection mongo) {
        return new MongoBackupLedger(mongo.collection("backups"));
    }

    @Singleton
    MakeBackup makeBackup(MongoConnection mongo, BackupObjects objects, BackupLedger ledger, IdSource ids,
            InstantSource clock, BackupConfig config) {
        return new MakeBackup(config.database(), new MongoDocumentSource(() -> mongo.database(config.database())),
                objects, ledger, new WritePart(objects, WritePart::temporaryFile, config.partBytes()), ids, clock,
                new MakeBackup.Pace(config.every(), BackupConfig.RESERVE));
    }

    @Singleton
    BackupCatalog backupCatalog(BackupObjects objects, BackupConfig config) {
        return new BackupCatalog(config.database(), objects);
    }

    @Singleton
    SweepBackups sweepBackups(BackupCatalog catalog, BackupObjects objects, InstantSource clock, BackupConfig config) {
        return new SweepBackups(config.database(), catalog, objects, clock, config.retention());
    }

    @Singleton
    BackupRun backupRun(MakeBackup make, SweepBackups sweep) {
        return new BackupRun(make, sweep);
    }

    @Singleton
    RestoreBackup restoreBackup(BackupObjects objects) {
        var readPart = new ReadPart(objects);
        return new RestoreBackup(new VerifyBackup(readPart), readPart);
    }

    @Singleton
    DrillRestore drillRestore(RestoreBackup restore) {
        return new DrillRestore(restore, new CompareRestored());
    }
}
