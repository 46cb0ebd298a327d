package io.crealia.transcoding;

import dagger.Component;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import io.crealia.transcoding.usecase.DriveStep;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of transcoding are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class, TranscodingFactory.class})
interface TranscodingComponent extends FunctionContext {
    TranscodingConfig config();

    MediaConvertConnection mediaConvert();

    DriveStep driveStep();

    JobStateEvents jobStates();

    /** @param variables the function's environment variables */
    static TranscodingComponent start(Map<String, String> variables) {
        return DaggerTranscodingComponent.builder().environment(new Environment(variables)).build();
    }
}
