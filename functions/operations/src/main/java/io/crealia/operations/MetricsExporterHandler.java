package io.crealia.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code metrics-exporter}: each minute pushes what all functions have counted to Pushgateway. The only writer there. */
public final class MetricsExporterHandler implements RequestStreamHandler {
    private final ScheduleEdge edge;
    private final MetricsRun metrics;
    private final SnapStart snapStart;

    public MetricsExporterHandler() {
        this(System.getenv());
    }

    public MetricsExporterHandler(Map<String, String> environment) {
        var context = OperationsComponent.start(environment);
        edge = context.scheduleEdge();
        metrics = context.metrics();
        // A rehearsal could only push: that is no read.
        snapStart = SnapStart.prepare(context, () -> true, context.mongo(), context.redis());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, metrics::execute);
    }
}
