package io.crealia.uploads;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Quota;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.uploads.adapter.MongoDailyQuota;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.adapter.ObjectCreatedEvents;
import io.crealia.uploads.adapter.S3IncomingObjects;
import io.crealia.uploads.adapter.S3MultipartUploads;
import io.crealia.uploads.adapter.S3UploadSigner;
import io.crealia.uploads.adapter.VaultOwners;
import io.crealia.uploads.usecase.AbortOrphans;
import io.crealia.uploads.usecase.AcceptObject;
import io.crealia.uploads.usecase.CancelUpload;
import io.crealia.uploads.usecase.CompleteUpload;
import io.crealia.uploads.usecase.FindUpload;
import io.crealia.uploads.usecase.ListParts;
import io.crealia.uploads.usecase.RelayOutbox;
import io.crealia.uploads.usecase.SignParts;
import io.crealia.uploads.usecase.StartUpload;
import io.crealia.uploads.usecase.SweepUploads;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Wires the uploads functions. Nothing here connects to anything. */
@Module
abstract class UploadsFactory {
    private static final long DAILY_UPLOADS = 1000;
    /** 500 GiB. */
    private static final long DAILY_BYTES = 500L << 30;

    @Provides
    @Singleton
    static UploadsConfig config(Environment environment) {
        return UploadsConfig.of(environment);
    }

    @Provides
    @Singleton
    static MongoUploadRepository repository(MongoConnection mongo, SubjectVault vault) {
        return new MongoUploadRepository(mongo.collection("uploads"), vault);
    }

    @Provides
    @Singleton
    static S3IncomingObjects objects(AwsClients clients, UploadsConfig config) {
        return new S3IncomingObjects(clients::s3, config.incomingBucket(), config.mediaBucket());
    }

    @Provides
    @Singleton
    static S3MultipartUploads multipart(AwsClients clients, UploadsConfig config) {
        return new S3MultipartUploads(clients::s3, config.incomingBucket());
    }

    @Provides
    @Singleton
    static S3UploadSigner signer(S3Signer signer, UploadsConfig config) {
        return new S3UploadSigner(signer, config.incomingBucket(), config.signatureTtl());
    }

    @Provides
    @Singleton
    static MongoDailyQuota quota(MongoConnection mongo, InstantSource clock, Environment environment) {
        return new MongoDailyQuota(new Quota(mongo.collection("quota_days"), clock,
                environment.number("CREALIA_QUOTA_DAILY_UPLOADS", 1, DAILY_UPLOADS),
                environment.number("CREALIA_QUOTA_DAILY_BYTES", 1, DAILY_BYTES)));
    }

    @Provides
    @Singleton
    static UploadsApi api(MongoUploadRepository uploads, S3MultipartUploads multipart, S3IncomingObjects objects,
            S3UploadSigner signer, MongoDailyQuota quota, SubjectVault vault, IdSource ids, InstantSource clock,
            UploadsConfig config) {
        var policy = new StartUpload.Policy(config.singlePutMaxBytes(), config.partBytes(), config.expiry());
        return new UploadsApi(uploads,
                new StartUpload(uploads, multipart, signer, quota, new VaultOwners(vault), ids, clock, policy),
                new FindUpload(uploads),
                new SignParts(uploads, signer, clock), new ListParts(uploads, multipart),
                new CompleteUpload(uploads, multipart, objects, clock), new CancelUpload(uploads, multipart),
                new UploadRequests(config));
    }

    @Provides
    @Singleton
    static RehearsedStart rehearsedStart(MongoConnection mongo, MongoDailyQuota quota, SubjectVault vault) {
        var open = vault.rehearsing();
        return new RehearsedStart(new MongoUploadRepository(mongo.collection("uploads"), open), quota,
                new VaultOwners(open));
    }

    @Provides
    @Singleton
    static Rehearsal.Starting starting(UploadsApi api, S3MultipartUploads multipart, S3UploadSigner signer,
            RehearsedStart kept, IdSource ids, InstantSource clock, UploadsConfig config, Idempotency idempotency) {
        var policy = new StartUpload.Policy(config.singlePutMaxBytes(), config.partBytes(), config.expiry());
        var start = new StartUpload(kept, multipart, signer, kept, kept, ids, clock, policy);
        return new Rehearsal.Starting(new HttpEdge(api.starting(start).routes(), _ -> Optional.empty(), idempotency),
                kept);
    }

    @Provides
    @Singleton
    static RelayOutbox relay(Outbox outbox, MongoUploadRepository uploads) {
        return new RelayOutbox(outbox, uploads);
    }

    @Provides
    @Singleton
    static AcceptObject acceptance(MongoUploadRepository uploads, S3IncomingObjects objects, RelayOutbox relay,
            IdSource ids, InstantSource clock, UploadsConfig config) {
        return new AcceptObject(uploads, objects, relay, ids, clock, config.mediaBucket());
    }

    @Provides
    @Singleton
    static ObjectCreatedConsumer consumer(AcceptObject acceptance, UploadsConfig config) {
        return new ObjectCreatedConsumer(new ObjectCreatedEvents(config.incomingBucket()), acceptance);
    }

    @Provides
    @Singleton
    static UploadsSweep sweep(MongoUploadRepository uploads, S3MultipartUploads multipart, AcceptObject acceptance,
            RelayOutbox relay, UploadsConfig config, InstantSource clock) {
        return new UploadsSweep(new SweepUploads(uploads, uploads, multipart, acceptance, relay, clock),
                new AbortOrphans(uploads, multipart, config.orphanAge(), clock));
    }
}
