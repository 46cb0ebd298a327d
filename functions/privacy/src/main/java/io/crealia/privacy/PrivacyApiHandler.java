package io.crealia.privacy;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Map;

/** {@code privacy-api}: asks for erasures and exports, and shows them. */
public final class PrivacyApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public PrivacyApiHandler() {
        this(System.getenv());
    }

    public PrivacyApiHandler(Map<String, String> environment) {
        var context = FunctionContext.start(environment);
        var routes = new ArrayList<>(context.bean(PrivacyApi.class).routes());
        routes.addAll(context.bean(ExportApi.class).routes());
        edge = new HttpEdge(routes, context.bean(TokenVerifier.class),
                context.bean(Idempotency.class), context.bean(EdgeGuard.class));
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge),
                context.bean(MongoConnection.class), context.bean(RedisConnection.class),
                context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
