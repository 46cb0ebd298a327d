package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.assets.port.AssetRepository;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code assets-api}: lists, shows and edits assets and their captions. */
public final class AssetsApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public AssetsApiHandler() {
        this(System.getenv());
    }

    public AssetsApiHandler(Map<String, String> environment) {
        var context = FunctionContext.start(environment);
        edge = new HttpEdge(
                Stream.of(context.bean(AssetsApi.class).routes(), context.bean(CaptionsApi.class).routes(),
                        context.bean(EventsApi.class).routes()).flatMap(List::stream).toList(),
                context.bean(TokenVerifier.class),
                context.bean(Idempotency.class), context.bean(EdgeGuard.class));
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.api(edge, context.bean(AssetRepository.class)),
                context.bean(MongoConnection.class), context.bean(RedisConnection.class),
                context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        edge.handle(input, output, context);
    }
}
