package io.crealia.privacy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code privacy-retention}, each minute: drives erasures and exports on, replays them after a restore, ends what is past its period. */
public final class PrivacyRetentionHandler implements RequestStreamHandler {
    private final ScheduleEdge edge;
    private final RetentionRun retention;
    private final SnapStart snapStart;

    public PrivacyRetentionHandler() {
        this(System.getenv());
    }

    public PrivacyRetentionHandler(Map<String, String> environment) {
        var context = PrivacyComponent.start(environment);
        edge = context.scheduleEdge();
        retention = context.retention();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.find(context.erasures()), context.mongo(),
                context.vault());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, retention::execute);
    }
}
