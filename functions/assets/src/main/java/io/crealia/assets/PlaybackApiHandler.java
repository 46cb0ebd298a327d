package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code playback-api}: hands out playback addresses and serves players. */
public final class PlaybackApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public PlaybackApiHandler() {
        this(System.getenv());
    }

    public PlaybackApiHandler(Map<String, String> environment) {
        var context = AssetsComponent.start(environment);
        edge = new HttpEdge(context.playbackApi().routes(), context.verifier(), context.idempotency(), context.guard());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge, context.assets()), context.mongo(),
                context.redis(), context.vault());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        edge.handle(input, output, context);
    }
}
