package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.usecase.AcceptObject;

/** The functions of uploads, made by their own factory and called as their handlers call them. */
public final class SimulatedUploads {
    private final SimulatedPlatform platform;
    private final UploadsConfig config;
    private final SubjectVault vault;
    private final MongoUploadRepository uploads;
    private final AcceptObject acceptance;

    public SimulatedUploads(SimulatedPlatform platform) {
        this.platform = platform;
        config = UploadsFactory.config(platform.environment());
        vault = platform.vault();
        uploads = UploadsFactory.repository(platform.mongo(), vault);
        acceptance = UploadsFactory.acceptance(uploads, UploadsFactory.objects(platform.clients(), config),
                UploadsFactory.relay(platform.outbox(), uploads), platform.ids(), platform.clock(), config);
    }

    /** As {@link UploadsApiHandler}. */
    public RequestStreamHandler api(TokenVerifier tokens) {
        var clients = platform.clients();
        var api = UploadsFactory.api(uploads, UploadsFactory.multipart(clients, config),
                UploadsFactory.objects(clients, config),
                UploadsFactory.signer(platform.signer(), config),
                UploadsFactory.quota(platform.mongo(), platform.clock(), platform.environment()), vault, platform.ids(),
                platform.clock(), config);
        var edge = new HttpEdge(api.routes(), tokens, platform.idempotency(vault), platform.guard());
        return edge::handle;
    }

    /** As {@link ObjectCreatedHandler}. */
    public RequestStreamHandler onObjectCreated() {
        var edge = new SqsBatchEdge();
        var consumer = UploadsFactory.consumer(acceptance, config);
        return (in, out, context) -> edge.handle(in, out, context, consumer);
    }

    /** As {@link UploadsSweeperHandler}. */
    public RequestStreamHandler sweeper() {
        var edge = new ScheduleEdge();
        var sweep = UploadsFactory.sweep(uploads, UploadsFactory.multipart(platform.clients(), config), acceptance,
                UploadsFactory.relay(platform.outbox(), uploads), config, platform.clock());
        return (in, out, context) -> edge.handle(in, out, context, sweep);
    }
}
