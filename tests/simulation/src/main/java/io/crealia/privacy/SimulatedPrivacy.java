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
        var mongo = platform.mongo();
        var clients = platform.clients();
        var clock = platform.clock();
        var config = PrivacyFactory.config(platform.environment());
        var erasures = PrivacyFactory.erasures(mongo);
        var subjects = PrivacyFactory.subjects(platform.vault());
        var exports = ExportFactory.personsExports(ExportFactory.exports(mongo),
                ExportFactory.archives(clients, platform.signer(), platform.environment()), subjects);
        request = PrivacyFactory.requestErasure(erasures, clock);
        drive = PrivacyFactory.driveErasure(erasures,
                PrivacyFactory.assetPass(mongo, clients, config, platform.sender(), exports),
                subjects, request, exports, PrivacyFactory.seal(platform.secrets()),
                PrivacyFactory.register(clients, config),
                platform.outbox(), clock, config);
        sweep = PrivacyFactory.sweepErasures(erasures, drive, clock);
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
