package io.crealia.privacy;

import dagger.Component;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.usecase.DriveErasure;
import io.crealia.privacy.usecase.MakeExport;
import io.crealia.privacy.usecase.RequestErasure;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of privacy are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class,
        PrivacyFactory.class, ExportFactory.class})
interface PrivacyComponent extends FunctionContext {
    PrivacyApi privacyApi();

    ExportApi exportApi();

    RequestErasure requestErasure();

    DriveErasure driveErasure();

    MakeExport makeExport();

    ErasureRepository erasures();

    RetentionRun retention();

    /** @param variables the function's environment variables */
    static PrivacyComponent start(Map<String, String> variables) {
        return DaggerPrivacyComponent.builder().environment(new Environment(variables)).build();
    }
}
