package io.crealia.privacy;

import dagger.Component;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import io.crealia.privacy.usecase.CarryErasures;
import io.crealia.privacy.usecase.ProveErasures;
import io.crealia.privacy.usecase.ReplayErasures;
import jakarta.inject.Singleton;
import java.util.Map;

/** What restores and their drills need of erasures, on an operator's machine (docs/backup.md). */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class,
        PrivacyFactory.class, ExportFactory.class, ProofFactory.class})
public interface ProofComponent extends FunctionContext {
    CarryErasures carry();

    ReplayErasures replay();

    ProveErasures prove();

    /** @param variables the function's environment variables */
    static ProofComponent start(Map<String, String> variables) {
        return DaggerProofComponent.builder().environment(new Environment(variables)).build();
    }
}
