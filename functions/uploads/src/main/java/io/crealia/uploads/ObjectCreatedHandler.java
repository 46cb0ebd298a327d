package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
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
        var context = UploadsComponent.start(environment);
        edge = context.batchEdge();
        consumer = context.consumer();
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.acceptance(edge, consumer, context.config().incomingBucket(), context.objects()),
                context.mongo(), context.vault());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, consumer);
    }
}
