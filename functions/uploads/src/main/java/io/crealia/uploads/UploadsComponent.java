package io.crealia.uploads;

import dagger.Component;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.adapter.S3IncomingObjects;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of uploads are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class, UploadsFactory.class})
interface UploadsComponent extends FunctionContext {
    UploadsApi api();

    Rehearsal.Starting starting();

    MongoUploadRepository uploads();

    UploadsConfig config();

    S3IncomingObjects objects();

    ObjectCreatedConsumer consumer();

    UploadsSweep sweep();

    /** @param variables the function's environment variables */
    static UploadsComponent start(Map<String, String> variables) {
        return DaggerUploadsComponent.builder().environment(new Environment(variables)).build();
    }
}
