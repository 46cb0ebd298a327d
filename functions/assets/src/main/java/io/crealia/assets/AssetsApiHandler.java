package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
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
        var context = AssetsComponent.start(environment);
        edge = new HttpEdge(Stream.of(context.assetsApi().routes(), context.captionsApi().routes(),
                context.eventsApi().routes()).flatMap(List::stream).toList(), context.verifier(),
                context.idempotency(), context.guard());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge, context.assets()), context.mongo(),
                context.redis(), context.vault());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        edge.handle(input, output, context);
    }
}
