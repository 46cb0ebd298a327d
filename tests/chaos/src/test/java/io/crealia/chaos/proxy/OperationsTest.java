package io.crealia.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Endpoints;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The names of what the real clients send, through proxies to the embedded stores. */
class OperationsTest {
    @TempDir
    static Path folder;
    private static EmbeddedCloud cloud;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(folder).only(Service.MONGO, Service.S3, Service.SQS));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private FaultyProxy proxy(URI target, Protocol protocol) {
        return FaultyProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort()), protocol,
                operation -> {
                    seen.add(operation);
                    return Action.PASS;
                }, FaultyProxy.Weather.USUAL);
    }

    private static StaticCredentialsProvider credentials(Endpoints at) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(at.accessKeyId(), at.secretAccessKey()));
    }

    @Test
    void mongo_commandAndCollection() {
        try (var proxy = proxy(cloud.endpoints().mongoUri(), new MongoProtocol());
                var client = MongoClients.create("mongodb://127.0.0.1:" + proxy.port())) {
            var films = client.getDatabase("test").getCollection("films");
            films.insertOne(new Document("_id", "a").append("v", 1));
            films.replaceOne(Filters.eq("_id", "a"), new Document("v", 2));
            films.updateOne(Filters.eq("_id", "a"), Updates.set("v", 3));
            films.find().first();
            films.deleteOne(Filters.eq("_id", "a"));

            assertThat(seen.stream().filter(name -> name.endsWith(".films"))).containsExactly("mongo.insert.films",
                    "mongo.update.films", "mongo.update.films", "mongo.find.films", "mongo.delete.films");
        }
    }

    @Test
    void s3_operations() {
        cloud.createBucket("incoming");
        cloud.createBucket("media");
        var at = cloud.endpoints();
        try (var proxy = proxy(at.s3(), new HttpProtocol(head -> Operations.s3(head, "incoming")));
                var s3 = S3Client.builder().endpointOverride(URI.create("http://127.0.0.1:" + proxy.port()))
                        .forcePathStyle(true).region(Region.of(at.region())).credentialsProvider(credentials(at))
                        .httpClient(UrlConnectionHttpClient.create()).build()) {
            var bytes = RequestBody.fromString("bytes");
            s3.putObject(put -> put.bucket("incoming").key("a"), bytes);
            s3.putObject(put -> put.bucket("media").key("b"), bytes);
            s3.copyObject(copy -> copy.sourceBucket("incoming").sourceKey("a").destinationBucket("media")
                    .destinationKey("c"));
            s3.headObject(head -> head.bucket("media").key("c"));
            s3.getObjectAsBytes(get -> get.bucket("media").key("c"));
            s3.listObjectsV2(list -> list.bucket("media"));
            var id = s3.createMultipartUpload(make -> make.bucket("incoming").key("d")).uploadId();
            var etag = s3.uploadPart(part -> part.bucket("incoming").key("d").uploadId(id).partNumber(1), bytes).eTag();
            s3.listMultipartUploads(list -> list.bucket("incoming"));
            s3.listParts(list -> list.bucket("incoming").key("d").uploadId(id));
            s3.completeMultipartUpload(complete -> complete.bucket("incoming").key("d").uploadId(id).multipartUpload(
                    parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
            var other = s3.createMultipartUpload(make -> make.bucket("incoming").key("e")).uploadId();
            s3.abortMultipartUpload(abort -> abort.bucket("incoming").key("e").uploadId(other));
            s3.deleteObject(delete -> delete.bucket("media").key("c"));

            assertThat(seen).containsExactly("upload.PutObject", "s3.PutObject", "s3.CopyObject", "s3.HeadObject",
                    "s3.GetObject", "s3.ListObjectsV2", "s3.CreateMultipartUpload", "upload.UploadPart",
                    "s3.ListMultipartUploads", "s3.ListParts", "s3.CompleteMultipartUpload",
                    "s3.CreateMultipartUpload", "s3.AbortMultipartUpload", "s3.DeleteObject");
        }
    }

    @Test
    void sqs_operations() {
        var at = cloud.endpoints();
        var queue = cloud.createQueue(QueueSpec.named("films"));
        try (var proxy = proxy(at.sqs(), new HttpProtocol(Operations::sqs));
                var sqs = SqsClient.builder().endpointOverride(URI.create("http://127.0.0.1:" + proxy.port()))
                        .region(Region.of(at.region())).credentialsProvider(credentials(at))
                        .httpClient(UrlConnectionHttpClient.create()).build()) {
            sqs.sendMessage(send -> send.queueUrl(queue.toString()).messageBody("a"));
            var message = sqs.receiveMessage(receive -> receive.queueUrl(queue.toString())).messages().getFirst();
            sqs.deleteMessage(
                    delete -> delete.queueUrl(queue.toString()).receiptHandle(message.receiptHandle()));

            assertThat(seen).containsExactly("sqs.SendMessage", "sqs.ReceiveMessage", "sqs.DeleteMessage");
        }
    }

    @Test
    void mediaConvertAiAndWebhooks_byPath() throws IOException {
        assertThat(named("POST /2017-08-29/jobs", Operations::mediaConvert)).isEqualTo("mediaconvert.CreateJob");
        assertThat(named("GET /2017-08-29/jobs?a=b", Operations::mediaConvert)).isEqualTo("mediaconvert.ListJobs");
        assertThat(named("GET /2017-08-29/jobs/1-a", Operations::mediaConvert)).isEqualTo("mediaconvert.GetJob");
        assertThat(named("DELETE /2017-08-29/jobs/1-a", Operations::mediaConvert)).isEqualTo("mediaconvert.CancelJob");
        assertThat(named("GET /2017-08-29/search", Operations::mediaConvert)).isEqualTo("mediaconvert.SearchJobs");
        assertThat(named("POST /2017-08-29/probe", Operations::mediaConvert)).isEqualTo("mediaconvert.Probe");
        assertThat(named("POST /v1/audio/transcriptions", Operations::ai)).isEqualTo("ai.transcription");
        assertThat(named("POST /v1/chat/completions", Operations::ai)).isEqualTo("ai.text");
        assertThat(named("POST /acme", Operations::webhook)).isEqualTo("webhook.POST");
    }

    private static String named(String line, java.util.function.Function<HttpProtocol.Head, String> names)
            throws IOException {
        return new HttpProtocol(names).next(in(line + " HTTP/1.1\r\nHost: x\r\n\r\n")).orElseThrow().operation();
    }

    @Test
    void redis_firstCommandOfAPiece() throws IOException {
        assertThat(new RedisProtocol().next(in("*2\r\n$3\r\nget\r\n$1\r\na\r\n")).orElseThrow().operation())
                .isEqualTo("redis.GET");
        assertThat(new RedisProtocol().next(in("half")).orElseThrow().operation()).isEqualTo("redis.other");
    }

    @Test
    void brokenRequests_areRefusedAndTheEndIsTheEnd() throws IOException {
        assertThat(new HttpProtocol(_ -> "").next(in("GET / HT"))).isEmpty();
        assertThatThrownBy(() -> new HttpProtocol(_ -> "").next(in("nonsense\r\n\r\n")))
                .isInstanceOf(IOException.class).hasMessageContaining("nonsense");
        assertThat(new MongoProtocol().next(in(""))).isEmpty();
        assertThatThrownBy(() -> new MongoProtocol().next(in("abc"))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new MongoProtocol().next(new ByteArrayInputStream(new byte[16])))
                .isInstanceOf(IOException.class).hasMessageContaining("was 0");
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
