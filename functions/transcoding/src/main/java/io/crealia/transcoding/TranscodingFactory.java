package io.crealia.transcoding;

import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.store.MongoConnection;
import io.crealia.transcoding.adapter.JobEventReader;
import io.crealia.transcoding.adapter.MediaConvertTranscodeService;
import io.crealia.transcoding.adapter.MongoJobRepository;
import io.crealia.transcoding.adapter.S3MediaStore;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.MediaStore;
import io.crealia.transcoding.port.TranscodeService;
import io.crealia.transcoding.usecase.ApplyJobEvent;
import io.crealia.transcoding.usecase.CancelTranscode;
import io.crealia.transcoding.usecase.DriveStep;
import io.crealia.transcoding.usecase.ProbeStep;
import io.crealia.transcoding.usecase.ResultDocuments;
import io.crealia.transcoding.usecase.StepFacts;
import io.crealia.transcoding.usecase.StillsStep;
import io.crealia.transcoding.usecase.TranscodeStep;
import io.crealia.transcoding.usecase.VerifyStep;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires transcoding. */
@Factory
final class TranscodingFactory {
    @Singleton
    TranscodingConfig transcodingConfig(Environment environment) {
        return TranscodingConfig.of(environment);
    }

    @Singleton
    MediaConvertConnection mediaConvert(AwsClients clients) {
        return new MediaConvertConnection(clients);
    }

    @Singleton
    TranscodeService transcodeService(MediaConvertConnection connection, TranscodingConfig config,
            InstantSource clock) {
        return new MediaConvertTranscodeService(connection::client, config.mediaConvert(), clock);
    }

    @Singleton
    MediaStore mediaStore(AwsClients clients, TranscodingConfig config) {
        return new S3MediaStore(clients::s3, config.mediaConvert().bucket());
    }

    @Singleton
    JobRepository jobs(MongoConnection mongo) {
        return new MongoJobRepository(mongo.collection(MongoJobRepository.COLLECTION));
    }

    @Singleton
    StepFacts stepFacts(InstantSource clock) {
        return new StepFacts(clock);
    }

    @Singleton
    ApplyJobEvent applyJobEvent(JobRepository jobs, MediaStore store, Outbox outbox, StepFacts facts) {
        return new ApplyJobEvent(jobs, store, outbox, facts);
    }

    @Singleton
    JobStateEvents jobStateEvents(ApplyJobEvent apply, TranscodingConfig config) {
        return new JobStateEvents(new JobEventReader(config.mediaConvert().queueArn()), apply);
    }

    @Singleton
    TranscodeStep transcodeStep(TranscodeService service, JobRepository jobs, MediaStore store,
            TranscodingConfig config, ApplyJobEvent apply, Outbox outbox, StepFacts facts, InstantSource clock) {
        return new TranscodeStep(service, jobs, new ResultDocuments(store), new Planner(config.policy()), apply, outbox,
                facts, clock);
    }

    @Singleton
    DriveStep driveStep(TranscodeService service, MediaStore store, JobRepository jobs, TranscodeStep transcode,
            TranscodingConfig config, StepFacts facts, MessageSender sender, InstantSource clock) {
        return new DriveStep(new ProbeStep(service, store, config.policy()), transcode, new StillsStep(store),
                new VerifyStep(store), new CancelTranscode(service, jobs, clock), facts, sender);
    }
}
