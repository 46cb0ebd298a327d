package io.crealia.privacy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.privacy.usecase.DriveErasure;
import io.crealia.privacy.usecase.RequestErasure;
import io.crealia.privacy.usecase.SweepErasures;

/** The functions of privacy, made by their own factory and called as their handlers call them; exports are not simulated. */
public final class SimulatedPrivacy {
    private final SweepErasures sweep;
    private final RequestErasure request;
    private final DriveErasure drive;

    public SimulatedPrivacy(SimulatedPlatform platform) {
        var factory = new PrivacyFactory();
        var exportFactory = new ExportFactory();
        var mongo = platform.mongo();
        var clients = platform.clients();
        var clock = platform.clock();
        var config = factory.config(platform.environment());
        var erasures = factory.erasures(mongo);
        var subjects = factory.subjects(platform.vault());
        var exports = exportFactory.personsExports(exportFactory.exports(mongo),
                exportFactory.archives(clients, platform.signer(), platform.environment()), subjects);
        request = factory.requestErasure(erasures, clock);
        drive = factory.driveErasure(erasures, factory.assetPass(mongo, clients, config, platform.sender(), exports),
                subjects, request, exports, factory.seal(platform.secrets()), factory.register(clients, config),
                platform.outbox(), clock, config);
        sweep = factory.sweepErasures(erasures, drive, clock);
    }

    /** As {@link PrivacyOnRequestHandler}. */
    public RequestStreamHandler onRequest() {
        var edge = new SqsBatchEdge();
        var requests = new PrivacyRequests(request, drive, null);
        return (in, out, context) -> edge.handle(in, out, context, requests::accept);
    }

    /** The part of {@link PrivacyRetentionHandler} that carries erasures on. */
    public RequestStreamHandler sweeper() {
        var edge = new ScheduleEdge();
        return (in, out, context) -> edge.handle(in, out, context, () -> {
            var swept = sweep.execute();
            return io.crealia.platform.json.Json.object().put("driven", swept.driven());
        });
    }
}
