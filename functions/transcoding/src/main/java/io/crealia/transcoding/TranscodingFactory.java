package io.crealia.transcoding;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.store.MongoConnection;
import io.crealia.transcoding.adapter.BudgetPurse;
import io.crealia.transcoding.adapter.JobEventReader;
import io.crealia.transcoding.adapter.MediaConvertTranscodeService;
import io.crealia.transcoding.adapter.MongoJobRepository;
import io.crealia.transcoding.adapter.S3MediaStore;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.MediaStore;
import io.crealia.transcoding.port.Purse;
import io.crealia.transcoding.port.TranscodeService;
import io.crealia.transcoding.usecase.ApplyJobEvent;
import io.crealia.transcoding.usecase.CancelTranscode;
import io.crealia.transcoding.usecase.DriveJob;
import io.crealia.transcoding.usecase.DriveStep;
import io.crealia.transcoding.usecase.FinishJob;
import io.crealia.transcoding.usecase.JobRelay;
import io.crealia.transcoding.usecase.ProbeStep;
import io.crealia.transcoding.usecase.ReelsStep;
import io.crealia.transcoding.usecase.ResultDocuments;
import io.crealia.transcoding.usecase.SettleReels;
import io.crealia.transcoding.usecase.StepFacts;
import io.crealia.transcoding.usecase.StepReuse;
import io.crealia.transcoding.usecase.StillsStep;
import io.crealia.transcoding.usecase.TellJob;
import io.crealia.transcoding.usecase.TranscodeStep;
import io.crealia.transcoding.usecase.VerifyStep;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires transcoding. */
@Module
abstract class TranscodingFactory {
    @Provides
    @Singleton
    static TranscodingConfig transcodingConfig(Environment environment) {
        return TranscodingConfig.of(environment);
    }

    @Provides
    @Singleton
    static MediaConvertConnection mediaConvert(AwsClients clients) {
        return new MediaConvertConnection(clients);
    }

    @Provides
    @Singleton
    static TranscodeService transcodeService(MediaConvertConnection connection, TranscodingConfig config,
            InstantSource clock) {
        return new MediaConvertTranscodeService(connection::client, config.mediaConvert(), clock);
    }

    @Provides
    @Singleton
    static MediaStore mediaStore(AwsClients clients, TranscodingConfig config) {
        return new S3MediaStore(clients::s3, config.mediaConvert().bucket());
    }

    @Provides
    @Singleton
    static JobRepository jobs(MongoConnection mongo) {
        return new MongoJobRepository(mongo.collection(MongoJobRepository.COLLECTION));
    }

    @Provides
    @Singleton
    static StepFacts stepFacts(InstantSource clock) {
        return new StepFacts(clock);
    }

    @Provides
    @Singleton
    static Purse purse(Budget budget) {
        return new BudgetPurse(budget);
    }

    @Provides
    @Singleton
    static FinishJob finishJob(MediaStore store, StepFacts facts, Ledger ledger) {
        return new FinishJob(store, facts, ledger);
    }

    @Provides
    @Singleton
    static SettleReels settleReels(JobRepository jobs, MediaStore store, StepFacts facts, Ledger ledger, Purse purse,
            Outbox outbox, InstantSource clock) {
        return new SettleReels(jobs, store, facts, ledger, purse, new JobRelay(jobs, outbox), clock);
    }

    @Provides
    @Singleton
    static TellJob tellJob(JobRepository jobs, SettleReels reels, Purse purse, Outbox outbox) {
        return new TellJob(new JobRelay(jobs, outbox), reels, purse);
    }

    @Provides
    @Singleton
    static ApplyJobEvent applyJobEvent(JobRepository jobs, FinishJob finish, TellJob tell, StepFacts facts) {
        return new ApplyJobEvent(jobs, finish, tell, facts);
    }

    @Provides
    @Singleton
    static DriveJob driveJob(TranscodeService service, JobRepository jobs, ApplyJobEvent apply, FinishJob finish,
            TellJob tell, TranscodingConfig config, InstantSource clock) {
        return new DriveJob(service, jobs, apply, finish, tell, config.adoptAfter(), clock);
    }

    @Provides
    @Singleton
    static JobStateEvents jobStateEvents(ApplyJobEvent apply, TranscodingConfig config) {
        return new JobStateEvents(new JobEventReader(config.mediaConvert().queueArn()), apply);
    }

    @Provides
    @Singleton
    static TranscodeStep transcodeStep(JobRepository jobs, MediaStore store, TranscodingConfig config, Purse purse,
            Ledger ledger, DriveJob drive, StepFacts facts, InstantSource clock) {
        return new TranscodeStep(jobs, new ResultDocuments(store), new StepReuse(store), new Planner(config.policy()),
                config.prices(), purse, ledger, drive, facts, clock);
    }

    @Provides
    @Singleton
    static ReelsStep reelsStep(JobRepository jobs, MediaStore store, TranscodingConfig config, Purse purse,
            Ledger ledger, DriveJob drive, SettleReels settle, InstantSource clock) {
        return new ReelsStep(jobs, store, new Planner(config.policy()), config.prices(), purse, ledger, drive, settle,
                clock);
    }

    @Provides
    @Singleton
    static DriveStep driveStep(TranscodeService service, MediaStore store, JobRepository jobs, TranscodeStep transcode,
            ReelsStep reels, Purse purse, TranscodingConfig config, StepFacts facts, MessageSender sender,
            InstantSource clock) {
        return new DriveStep(new ProbeStep(service, store, config.policy()), transcode, new StillsStep(store), reels,
                new VerifyStep(store), new CancelTranscode(service, jobs, purse, clock), facts, sender);
    }
}
