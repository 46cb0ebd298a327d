package io.crealia.operations;

import dagger.Component;
import io.crealia.operations.usecase.BackupCatalog;
import io.crealia.operations.usecase.DrillRestore;
import io.crealia.operations.usecase.MakeBackup;
import io.crealia.operations.usecase.RestoreBackup;
import io.crealia.platform.config.Environment;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import jakarta.inject.Singleton;
import java.util.Map;

/** Backup and restore, on an operator's machine (docs/backup.md). */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class, BackupFactory.class})
public interface BackupComponent extends FunctionContext {
    MakeBackup make();

    BackupCatalog catalog();

    RestoreBackup restore();

    DrillRestore drill();

    IdSource ids();

    /** @param variables the function's environment variables */
    static BackupComponent start(Map<String, String> variables) {
        return DaggerBackupComponent.builder().environment(new Environment(variables)).build();
    }
}
