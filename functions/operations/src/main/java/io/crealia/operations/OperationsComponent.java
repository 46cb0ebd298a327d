package io.crealia.operations;

import dagger.Component;
import io.crealia.operations.port.BackupLedger;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of operations are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class,
        OperationsFactory.class, MetricsFactory.class, BackupFactory.class})
interface OperationsComponent extends FunctionContext {
    DocsApi docsApi();

    HealthApi healthApi();

    MetricsRun metrics();

    BackupRun backup();

    BackupLedger backupLedger();

    /** @param variables the function's environment variables */
    static OperationsComponent start(Map<String, String> variables) {
        return DaggerOperationsComponent.builder().environment(new Environment(variables)).build();
    }
}
