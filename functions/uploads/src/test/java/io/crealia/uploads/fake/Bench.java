package io.crealia.uploads.fake;

import io.crealia.contracts.Fact;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.testkit.SequentialIds;
import io.crealia.uploads.adapter.S3UploadSigner;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The use cases over fakes: a single PUT up to 1 MiB, parts of 5 MiB above, 24 hours to do it. */
public final class Bench {
    public static final String INCOMING = "crealia-local-incoming";
    public static final String MEDIA = "crealia-local-media";

    public final MovableClock clock = new MovableClock();
    public final InMemoryUploadRepository uploads = new InMemoryUploadRepository();
    public final InMemoryBuckets buckets = new InMemoryBuckets(clock);
    public final RecordingSender sender = new RecordingSender();
    public final SequentialIds ids = new SequentialIds();
    public final S3UploadSigner signer = signer();
    public final CountedQuota quota = new CountedQuota();
    public final RelayOutbox relay = new RelayOutbox(new Outbox(sender), uploads);
    public final InMemoryOwners owners = new InMemoryOwners();
    public final StartUpload start = new StartUpload(uploads, buckets, signer, quota, owners, ids, clock,
            new StartUpload.Policy(Samples.MIB, 5 * Samples.MIB, Duration.ofHours(24)));
    public final FindUpload find = new FindUpload(uploads);
    public final SignParts sign = new SignParts(uploads, signer, clock);
    public final ListParts list = new ListParts(uploads, buckets);
    public final CompleteUpload complete = new CompleteUpload(uploads, buckets, buckets, clock);
    public final CancelUpload cancel = new CancelUpload(uploads, buckets);
    public final AcceptObject accept = new AcceptObject(uploads, buckets, relay, ids, clock, MEDIA);
    public final SweepUploads sweep = new SweepUploads(uploads, uploads, buckets, accept, relay, clock);
    public final AbortOrphans orphans = new AbortOrphans(uploads, buckets, Duration.ofHours(24), clock);

    /** Announces one file of this content, without idempotency key. */
    public UploadSession announce(byte[] content) {
        return ((StartUpload.Result.Started) start.execute(command(content, Optional.empty(), "hash"))).session();
    }

    public StartUpload.Command command(byte[] content, Optional<String> key, String hash) {
        return new StartUpload.Command(Samples.ACME, Samples.ANNA, new FileName(Samples.ODD_NAME), "video/mp4",
                content.length,
                Optional.of(content).filter(bytes -> bytes.length <= Samples.MIB).map(InMemoryBuckets::sha256),
                RunChoice.DEFAULT, key,
                hash, "correlation-1");
    }

    public Upload now(UploadSession session) {
        return uploads.find(session.tenant(), session.id()).orElseThrow().upload();
    }

    public String storeUploadId(UploadSession session) {
        return ((Upload.TakesParts) now(session)).storeUploadId();
    }

    public List<Fact> facts() {
        return sender.facts(QueueName.FACTS);
    }

    /** Signs for a store that nobody talks to. */
    public static S3UploadSigner signer() {
        var settings = AwsSettings.of(new Environment(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")));
        return new S3UploadSigner(new S3Signer(settings), INCOMING, Duration.ofMinutes(15));
    }
}
