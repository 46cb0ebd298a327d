package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.uploads.adapter.S3IncomingObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Lambda {@code UploadsOnObjectCreated}: notifications of the incoming bucket, through a queue. */
public final class ObjectCreatedHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final ObjectCreatedConsumer consumer;
    private final SnapStart snapStart;

    public ObjectCreatedHandler() {
        this(System.getenv());
    }

    public ObjectCreatedHandler(Map<String, String> environment) {
        var context = FunctionContext.start(environment);
        edge = context.bean(SqsBatchEdge.class);
        consumer = context.bean(ObjectCreatedConsumer.class);
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.acceptance(edge, consumer,
                        context.bean(UploadsConfig.class).incomingBucket(), context.bean(S3IncomingObjects.class)),
                context.bean(MongoConnection.class), context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, consumer);
    }
}
