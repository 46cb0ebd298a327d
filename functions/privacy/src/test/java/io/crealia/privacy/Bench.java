package io.crealia.privacy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import io.crealia.privacy.adapter.Ed25519Seal;
import io.crealia.privacy.adapter.MongoAssetTraces;
import io.crealia.privacy.adapter.MongoAssetView;
import io.crealia.privacy.adapter.MongoErasable;
import io.crealia.privacy.adapter.MongoErasureRepository;
import io.crealia.privacy.adapter.MongoExportRepository;
import io.crealia.privacy.adapter.MongoReplayMark;
import io.crealia.privacy.adapter.S3Archives;
import io.crealia.privacy.adapter.S3CertificateRegister;
import io.crealia.privacy.adapter.S3Erasable;
import io.crealia.privacy.adapter.S3PartsErasable;
import io.crealia.privacy.adapter.VaultSubjects;
import io.crealia.privacy.port.CertificateRegister;
import io.crealia.privacy.port.Erasable;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.usecase.AssetPass;
import io.crealia.privacy.usecase.DriveErasure;
import io.crealia.privacy.usecase.ExportHolding;
import io.crealia.privacy.usecase.PersonsExports;
import io.crealia.privacy.usecase.ReplayErasures;
import io.crealia.privacy.usecase.RequestErasure;
import io.crealia.privacy.usecase.SubjectPass;
import io.crealia.privacy.usecase.SweepErasures;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.testkit.SequentialIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bson.Document;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Erasures over real stores that hold an asset's data as the other features write them. */
final class Bench {
    static final TenantId ACME = new TenantId("acme");
    static final TenantId RIVAL = new TenantId("rival");
    static final Duration SETTLE = Duration.ofMinutes(5);
    static final String MASTER = Base64.getEncoder().encodeToString(new byte[32]);
    static final String MEDIA = "crealia-local-media";
    private static final String INCOMING = "crealia-local-incoming";
    private static int databases;

    final MovableClock clock = new MovableClock();
    final RecordingSender sender = new RecordingSender();
    final MongoConnection mongo;
    private final String keysDatabase;
    final S3Client s3;
    final S3Signer signer;
    final MongoExportRepository exports;
    final S3Archives archives;
    final SubjectVault vault;
    final Ed25519Seal seal = new Ed25519Seal(() -> new Secret(MASTER));
    final ErasureRepository erasures;
    final RequestErasure request;
    final DriveErasure drive;
    final SweepErasures sweep;
    final ReplayErasures replay;
    final CertificateRegister register;

    Bench(EmbeddedCloud cloud) {
        this(cloud, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** The operators stand between the use cases and the real thing, for example to fail. */
    Bench(EmbeddedCloud cloud, UnaryOperator<ErasureRepository> repository, UnaryOperator<CertificateRegister> records,
            UnaryOperator<MessageSender> messages) {
        var at = cloud.endpoints();
        var name = "privacy" + databases++;
        keysDatabase = name + "_keys";
        mongo = new MongoConnection(() -> at.mongoUri().toString(), name);
        var settings = AwsSettings.of(new Environment(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID",
                at.accessKeyId(), "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                at.s3().toString())));
        s3 = new AwsClients(settings).s3();
        signer = new S3Signer(settings);
        vault = new SubjectVault(collection -> mongo.collection(keysDatabase, collection),
                () -> new Secret(MASTER), new SequentialIds(), clock);
        erasures = repository.apply(new MongoErasureRepository(documents("erasures")));
        request = new RequestErasure(erasures, clock);
        register = records.apply(new S3CertificateRegister(() -> s3, MEDIA));
        var out = messages.apply(sender);
        var subjects = new VaultSubjects(vault);
        exports = new MongoExportRepository(documents("exports"));
        archives = new S3Archives(() -> s3, signer, MEDIA);
        var his = new PersonsExports(exports, archives, subjects);
        var traces = new MongoAssetTraces(documents("uploads"), documents("runs"));
        var pass = new AssetPass(holdings(his), traces, his, out);
        drive = new DriveErasure(erasures, pass, new SubjectPass(subjects, request, his), seal, register,
                new Outbox(out), clock, SETTLE);
        sweep = new SweepErasures(erasures, drive, clock, Duration.ofMinutes(1));
        replay = new ReplayErasures(register, seal, erasures, new MongoReplayMark(documents("privacy_marks")), clock,
                Duration.ofHours(1));
    }

    private List<Erasable> holdings(PersonsExports his) {
        var holdings = new ArrayList<Erasable>();
        holdings.add(new MongoAssetView(documents("assets")));
        holdings.add(S3Erasable.media(() -> s3, MEDIA));
        holdings.add(S3Erasable.incoming(() -> s3, INCOMING));
        holdings.add(new S3PartsErasable(() -> s3, INCOMING));
        holdings.addAll(ExportHolding.all(his));
        holdings.addAll(MongoErasable.all(this::documents));
        return holdings;
    }

    String keysDatabase() {
        return keysDatabase;
    }

    DocumentStore documents(String collection) {
        return mongo.collection(collection);
    }

    static void buckets(EmbeddedCloud cloud) {
        cloud.createBucket(MEDIA);
        cloud.createBucket(INCOMING);
    }

    static AssetId asset(int number) {
        return new AssetId(AssetId.PREFIX + "%026d".formatted(number));
    }

    static ErasureId erasure(int number) {
        return new ErasureId(ErasureId.PREFIX + "%026d".formatted(number));
    }

    private static String upload(int number) {
        return "upl_" + "%026d".formatted(number + 500);
    }

    private static String run(int number) {
        return "wfl_" + "%026d".formatted(number + 500);
    }

    /** An asset as a run left it. */
    void keep(TenantId tenant, int number, String state) {
        var asset = asset(number).value();
        documents("assets").insert(new Document("_id", asset).append("tenantId", tenant.value()).append("v", 1L)
                .append("state", state).append("title", "secret"));
        documents("runs").insert(row(run(number), tenant, asset).append("state", "READY").append("uploadId",
                upload(number)));
        documents("uploads").insert(row(upload(number), tenant, asset).append("filename", "secret"));
        documents("transcoding_jobs").insert(row(run(number) + ".transcode.1", tenant, asset));
        documents("history").insert(row(asset + ".0000000001", tenant, asset));
        documents("transcriptions").insert(new Document("_id", run(number) + ".captions.1").append("v", 1L));
        object(MEDIA, tenant + "/" + asset + "/source/original");
        object(MEDIA, tenant + "/" + asset + "/" + run(number) + "/probe/1/result.json");
        object(INCOMING, tenant + "/" + upload(number) + "/source");
        s3.createMultipartUpload(request -> request.bucket(INCOMING).key(tenant + "/" + upload(number) + "/source"));
    }

    private static Document row(String id, TenantId tenant, String asset) {
        return new Document("_id", id).append("tenantId", tenant.value()).append("assetId", asset).append("v", 1L);
    }

    private void object(String bucket, String key) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("secret"));
    }

    /** What came late, from something that was under way when the erasure began. */
    void late(TenantId tenant, int number) {
        object(MEDIA, tenant + "/" + asset(number) + "/" + run(number) + "/transcode/1/late.mp4");
    }

    /** What the workflow and the assets feature do when they are told. */
    void others(int number) {
        set("assets", asset(number).value(), "deleting");
        set("runs", run(number), "ERASED");
    }

    void set(String collection, String id, String state) {
        documents(collection).update(Filters.eq("_id", id),
                Updates.combine(Updates.set("state", state),
                        Updates.set("updatedAt", Date.from(clock.instant()))));
    }

    /** How many documents and objects there still are of an asset. */
    long left(TenantId tenant, int number) {
        var objects = s3.listObjectsV2(request -> request.bucket(MEDIA).prefix(tenant + "/" + asset(number) + "/"))
                .contents().size()
                + s3.listObjectsV2(request -> request.bucket(INCOMING).prefix(tenant + "/" + upload(number) + "/"))
                        .contents().size()
                + s3.listMultipartUploads(request -> request.bucket(INCOMING)).uploads().stream()
                        .filter(upload -> upload.key().equals(tenant + "/" + upload(number) + "/source")).count();
        long documents = 0;
        for (var id : Map
                .of("uploads", upload(number), "transcoding_jobs", run(number) + ".transcode.1", "transcriptions",
                        run(number) + ".captions.1", "history", asset(number) + ".0000000001")
                .entrySet()) {
            documents += documents(id.getKey()).find(id.getValue()).stream().count();
        }
        return objects + documents;
    }

    /** Drives everything that is due, some minutes apart, until nothing is. */
    void settle() {
        for (int i = 0; i < 12; i++) {
            sweep.execute();
            clock.advance(SETTLE);
        }
    }
}
