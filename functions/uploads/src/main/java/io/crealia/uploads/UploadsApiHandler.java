package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.EdgeGuard;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import io.crealia.uploads.adapter.MongoUploadRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Lambda {@code UploadsApi}: API Gateway calls of {@code /v1/uploads}. */
public final class UploadsApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public UploadsApiHandler() {
        this(System.getenv());
    }

    public UploadsApiHandler(Map<String, String> environment) {
        var context = FunctionContext.start(environment);
        edge = new HttpEdge(context.bean(UploadsApi.class).routes(), context.bean(TokenVerifier.class),
                context.bean(Idempotency.class), context.bean(EdgeGuard.class));
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge,
                context.bean(Rehearsal.Starting.class), context.bean(MongoUploadRepository.class)),
                context.bean(MongoConnection.class), context.bean(RedisConnection.class),
                context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
