package io.crealia.privacy;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.id.SecureIdSource;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the other features keep of a person's asset, sealed as they seal it. */
final class ExportStores implements AutoCloseable {
    private static final TenantId ACME = new TenantId("acme");

    private final MongoConnection mongo;
    private final SubjectVault vault;
    private final S3Client s3;

    ExportStores(EmbeddedCloud cloud, MongoConnection mongo) {
        this.mongo = mongo;
        var at = cloud.endpoints();
        vault = new SubjectVault(collection -> mongo.collection("crealia_keys", collection),
                () -> new Secret(Bench.MASTER), new SecureIdSource(InstantSource.system()), InstantSource.system());
        s3 = new AwsClients(AwsSettings.of(new Environment(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID",
                at.accessKeyId(), "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                at.s3().toString())))).s3();
    }

    void keep(String person, AssetId asset, String filename, String title) {
        var subject = vault.register(ACME, person, asset);
        var upload = "upl_" + asset.value().substring(4);
        var personal = Json.object().put("filename", filename).put("request_hash", "0");
        mongo.collection("uploads").insert(new Document("_id", upload).append("tenantId", "acme")
                .append("assetId", asset.value()).append("v", 1L).append("outbox", List.of())
                .append("personal", new Binary(vault.seal(ACME, subject, "uploads/" + upload + "/personal",
                        Json.bytes(personal)))));
        mongo.collection("assets").insert(new Document("_id", asset.value()).append("tenantId", "acme")
                .append("v", 1L).append("state", "ready")
                .append("edits", ofAsset(asset, "edits", new Document("title", title)))
                .append("results", new Document("captions", new Document("key", "result.json").append("document",
                        ofAsset(asset, "results.captions", new Document("text", "said by " + person))))));
        put(asset + "/source/original", "film of " + person);
        put(asset + "/wfl_1/captions/1/captions.vtt", "WEBVTT");
        put(asset + "/wfl_1/transcode/1/video.mp4", "mp4");
    }

    /** What somebody decided before, as the asset's log keeps it. */
    void keepFormer(AssetId asset, String title) {
        var id = asset + ".0000000001";
        mongo.collection("history").insert(new Document("_id", id).append("v", 1L).append("tenantId", "acme")
                .append("assetId", asset.value()).append("seq", 1L).append("type", "edited").append("at", new Date(0))
                .append("by", "a keyed reference").append("members", List.of("title"))
                .append("edits", sealed(asset, "history/" + id + "/edits", new Document("title", title))));
    }

    private Binary ofAsset(AssetId asset, String field, Document plain) {
        return sealed(asset, "assets/" + asset + "/" + field, plain);
    }

    private Binary sealed(AssetId asset, String place, Document plain) {
        var buffer = new RawBsonDocument(plain, new DocumentCodec()).getByteBuffer().asNIO();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new Binary(vault.seal(ACME, vault.owner(ACME, asset), place, bytes));
    }

    private void put(String name, String content) {
        s3.putObject(request -> request.bucket(Bench.MEDIA).key("acme/" + name), RequestBody.fromString(content));
    }

    int archives() {
        return s3.listObjectsV2(request -> request.bucket(Bench.MEDIA).prefix("acme/exports/")).contents().size();
    }

    static byte[] get(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("GET answered " + answer.statusCode());
            }
            return answer.body();
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
