package io.crealia.transcoding;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.transcoding.adapter.MediaConvertTranscodeService;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.MediaStore;
import io.crealia.transcoding.port.Purse;
import io.crealia.transcoding.usecase.ApplyJobEvent;
import io.crealia.transcoding.usecase.FinishJob;
import io.crealia.transcoding.usecase.SettleReels;
import io.crealia.transcoding.usecase.StepFacts;
import io.crealia.transcoding.usecase.TellJob;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;

/** The functions of transcoding, made by their own factory and called as their handlers call them. */
public final class SimulatedTranscoding {
    private final SimulatedPlatform platform;
    private final MediaConvertClient mediaConvert;
    private final TranscodingConfig config;
    private final MediaStore store;
    private final JobRepository jobs;
    private final StepFacts facts;
    private final Purse purse;
    private final FinishJob finish;
    private final SettleReels settle;
    private final TellJob tell;
    private final ApplyJobEvent apply;

    public SimulatedTranscoding(SimulatedPlatform platform, MediaConvertClient mediaConvert) {
        this.platform = platform;
        this.mediaConvert = mediaConvert;
        config = TranscodingFactory.transcodingConfig(platform.environment());
        store = TranscodingFactory.mediaStore(platform.clients(), config);
        jobs = TranscodingFactory.jobs(platform.mongo());
        facts = TranscodingFactory.stepFacts(platform.clock());
        purse = TranscodingFactory.purse(platform.budget());
        finish = TranscodingFactory.finishJob(store, facts, platform.ledger());
        settle = TranscodingFactory.settleReels(jobs, store, facts, platform.ledger(), purse, platform.outbox(),
                platform.clock());
        tell = TranscodingFactory.tellJob(jobs, settle, purse, platform.outbox());
        apply = TranscodingFactory.applyJobEvent(jobs, finish, tell, facts);
    }

    /** As {@link TranscodingOnStepHandler}. */
    public RequestStreamHandler onStep() {
        var edge = new SqsBatchEdge();
        // As the factory makes it, but for the connection, which makes a client of its own.
        var service = new MediaConvertTranscodeService(() -> mediaConvert, config.mediaConvert(), platform.clock());
        var drive = TranscodingFactory.driveJob(service, jobs, apply, finish, tell, config, platform.clock());
        var ledger = platform.ledger();
        var step = TranscodingFactory.driveStep(service, store, jobs,
                TranscodingFactory.transcodeStep(jobs, store, config, purse, ledger, drive, facts, platform.clock()),
                TranscodingFactory.reelsStep(jobs, store, config, purse, ledger, drive, settle, platform.clock()),
                purse, config,
                facts, platform.sender(), platform.clock());
        return (in, out, context) -> edge.handleFacts(in, out, context, step::execute);
    }

    /** As {@link TranscodingOnJobStateHandler}. */
    public RequestStreamHandler onJobState() {
        var edge = new SqsBatchEdge();
        var events = TranscodingFactory.jobStateEvents(apply, config);
        return (in, out, context) -> edge.handle(in, out, context, events);
    }
}
