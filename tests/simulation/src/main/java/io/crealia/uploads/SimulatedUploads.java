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
    private final UploadsFactory factory = new UploadsFactory();
    private final UploadsConfig config;
    private final SubjectVault vault;
    private final MongoUploadRepository uploads;
    private final AcceptObject acceptance;

    public SimulatedUploads(SimulatedPlatform platform) {
        this.platform = platform;
        config = factory.config(platform.environment());
        vault = platform.vault();
        uploads = factory.repository(platform.mongo(), vault);
        acceptance = factory.acceptance(uploads, factory.objects(platform.clients(), config),
                factory.relay(platform.outbox(), uploads), platform.ids(), platform.clock(), config);
    }

    /** As {@link UploadsApiHandler}. */
    public RequestStreamHandler api(TokenVerifier tokens) {
        var clients = platform.clients();
        var api = factory.api(uploads, factory.multipart(clients, config), factory.objects(clients, config),
                factory.signer(platform.signer(), config),
                factory.quota(platform.mongo(), platform.clock(), platform.environment()), vault, platform.ids(),
                platform.clock(), config);
        var edge = new HttpEdge(api.routes(), tokens, platform.idempotency(vault), platform.guard());
        return edge::handle;
    }

    /** As {@link ObjectCreatedHandler}. */
    public RequestStreamHandler onObjectCreated() {
        var edge = new SqsBatchEdge();
        var consumer = factory.consumer(acceptance, config);
        return (in, out, context) -> edge.handle(in, out, context, consumer);
    }

    /** As {@link UploadsSweeperHandler}. */
    public RequestStreamHandler sweeper() {
        var edge = new ScheduleEdge();
        var sweep = factory.sweep(uploads, factory.multipart(platform.clients(), config), acceptance,
                factory.relay(platform.outbox(), uploads), config, platform.clock());
        return (in, out, context) -> edge.handle(in, out, context, sweep);
    }
}
