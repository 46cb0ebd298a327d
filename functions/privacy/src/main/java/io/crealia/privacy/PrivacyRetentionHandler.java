package io.crealia.privacy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.platform.store.MongoConnection;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.usecase.ApplyRetention;
import io.crealia.privacy.usecase.ReplayErasures;
import io.crealia.privacy.usecase.SweepErasures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code privacy-retention}, each minute: drives erasures on, replays them after a restore, ends what is past its period. */
public final class PrivacyRetentionHandler implements RequestStreamHandler {
    private final ScheduleEdge edge = new ScheduleEdge();
    private final ReplayErasures replay;
    private final SweepErasures sweep;
    private final ApplyRetention retention;
    private final SnapStart snapStart;

    public PrivacyRetentionHandler() {
        this(System.getenv());
    }

    public PrivacyRetentionHandler(Map<String, String> environment) {
        var context = FunctionContext.start(environment);
        replay = context.bean(ReplayErasures.class);
        sweep = context.bean(SweepErasures.class);
        retention = context.bean(ApplyRetention.class);
        snapStart = SnapStart.prepare(context.bean(Environment.class),
                () -> Rehearsal.find(context.bean(ErasureRepository.class)), context.bean(MongoConnection.class),
                context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, this::run);
    }

    private ObjectNode run() {
        var replayed = replay.execute();
        var swept = sweep.execute();
        var json = Json.object().put("replayed", replayed.replayed()).put("foreign", replayed.foreign())
                .put("driven", swept.driven()).put("certified", swept.certified()).put("failed", swept.failed());
        var expired = json.putObject("expired");
        retention.execute().forEach(expired::put);
        return json;
    }
}
