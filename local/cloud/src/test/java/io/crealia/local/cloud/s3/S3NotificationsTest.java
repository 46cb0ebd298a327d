package io.crealia.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.cloud.Clients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.s3.ObjectEvents.ObjectEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

final class S3NotificationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.123456Z"));
    private static final ObjectEvent EVENT = new ObjectEvent("ObjectCreated:Put", "incoming", "key", 3, "\"abc\"");

    @TempDir
    static Path directory;
    private static EmbeddedCloud cloud;
    private static S3Client s3;
    private static SqsClient sqs;

    private String bucket;
    private URI queue;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3, Service.SQS));
        s3 = Clients.s3(cloud.endpoints());
        sqs = Clients.sqs(cloud.endpoints());
    }

    @AfterAll
    static void stop() {
        s3.close();
        sqs.close();
        cloud.close();
    }

    @BeforeEach
    void register(TestInfo test) throws Exception {
        bucket = "b" + Integer.toHexString(test.getDisplayName().hashCode());
        cloud.createBucket(bucket);
        queue = cloud.createQueue(QueueSpec.named(bucket));
        cloud.notifyQueue(bucket, "s3:ObjectCreated:*", queue);
        JsonNode first = JSON.readTree(take(1).getFirst());
        assertThat(first.path("Event").textValue()).isEqualTo("s3:TestEvent");
        assertThat(first.path("Bucket").textValue()).isEqualTo(bucket);
        assertThat(first.has("Records")).isFalse();
    }

    @Test
    void put_object_sendsEventAsS3WritesIt() throws Exception {
        String eTag = s3.putObject(r -> r.bucket(bucket).key("tenant/a b+ü.mp4"), RequestBody.fromString("four"))
                .eTag();

        JsonNode event = event();

        assertThat(event.path("eventVersion").textValue()).startsWith("2.");
        assertThat(event.path("eventSource").textValue()).isEqualTo("aws:s3");
        assertThat(event.path("eventName").textValue()).isEqualTo("ObjectCreated:Put");
        assertThat(event.path("awsRegion").textValue()).isEqualTo(cloud.endpoints().region());
        assertThat(Instant.parse(event.path("eventTime").textValue())).isBeforeOrEqualTo(Instant.now());
        assertThat(event.path("userIdentity").path("principalId").textValue()).isNotBlank();
        assertThat(event.path("s3").path("bucket").path("name").textValue()).isEqualTo(bucket);
        assertThat(event.path("s3").path("bucket").path("arn").textValue()).isEqualTo("arn:aws:s3:::" + bucket);
        JsonNode object = event.path("s3").path("object");
        assertThat(object.path("key").textValue()).isEqualTo("tenant/a+b%2B%C3%BC.mp4");
        assertThat(object.path("size").longValue()).isEqualTo(4);
        assertThat("\"" + object.path("eTag").textValue() + "\"").isEqualTo(eTag);
        assertThat(object.path("sequencer").textValue()).matches("[0-9A-F]{16,}");
        assertThat(object.has("versionId")).isFalse();
    }

    @Test
    void put_sameKeyTwice_sequencerGrows() throws Exception {
        s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("1"));
        s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("2"));

        List<String> bodies = take(2);

        String[] sequencers = new String[2];
        for (String body : bodies) { // SQS may swap them; the sequencer tells
            JsonNode object = JSON.readTree(body).path("Records").path(0).path("s3").path("object");
            boolean first = object.path("eTag").textValue().equals("c4ca4238a0b923820dcc509a6f75849b"); // MD5 of "1"
            sequencers[first ? 0 : 1] = object.path("sequencer").textValue();
        }
        assertThat(sequencers[1]).isGreaterThan(sequencers[0]).hasSameSizeAs(sequencers[0]);
    }

    @Test
    void copy_object_sendsCopyEventOfDestinationOnly() throws Exception {
        cloud.createBucket(bucket + "-source");
        s3.putObject(r -> r.bucket(bucket + "-source").key("from"), RequestBody.fromString("four"));
        s3.copyObject(r -> r.sourceBucket(bucket + "-source").sourceKey("from").destinationBucket(bucket)
                .destinationKey("to"));

        JsonNode event = event();

        assertThat(event.path("eventName").textValue()).isEqualTo("ObjectCreated:Copy");
        assertThat(event.path("s3").path("object").path("key").textValue()).isEqualTo("to");
        assertThat(event.path("s3").path("object").path("size").longValue()).isEqualTo(4);
    }

    @Test
    void multipart_completed_sendsOneEventAndNoneForItsParts() throws Exception {
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("film")).uploadId();
        String eTag = s3.uploadPart(r -> r.bucket(bucket).key("film").uploadId(id).partNumber(1),
                RequestBody.fromString("part")).eTag();
        String whole = s3.completeMultipartUpload(r -> r.bucket(bucket).key("film").uploadId(id)
                .multipartUpload(m -> m.parts(CompletedPart.builder().partNumber(1).eTag(eTag).build()))).eTag();
        s3.putObject(r -> r.bucket(bucket).key("marker"), RequestBody.fromString(""));

        List<String> bodies = take(2);

        // The client may send a request again whose connection was closed, so the marker may come twice.
        var keys = new TreeSet<String>();
        for (String body : bodies) {
            keys.add(JSON.readTree(body).at("/Records/0/s3/object/key").textValue());
        }
        assertThat(keys).containsExactly("film", "marker");
        assertThat(bodies.stream().filter(body -> body.contains("film"))).hasSize(1);
        assertThat(bodies).anySatisfy(body -> {
            JsonNode event = JSON.readTree(body).path("Records").path(0);
            assertThat(event.path("eventName").textValue()).isEqualTo("ObjectCreated:CompleteMultipartUpload");
            assertThat("\"" + event.path("s3").path("object").path("eTag").textValue() + "\"").isEqualTo(whole);
        }).anySatisfy(body -> assertThat(body).contains("marker"));
    }

    @Test
    void remove_oneAndMany_sendsRemovalsToTheirOwnRuleOnly() throws Exception {
        URI removals = cloud.createQueue(QueueSpec.named(bucket + "-removed"));
        cloud.notifyQueue(bucket, "s3:ObjectRemoved:Delete", removals);
        for (String key : List.of("one", "two", "three")) {
            s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
        }
        s3.deleteObject(r -> r.bucket(bucket).key("one"));
        s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(ObjectIdentifier.builder().key("two").build(),
                ObjectIdentifier.builder().key("three").build())));

        assertThat(take(3)).allSatisfy(body -> assertThat(body).contains("ObjectCreated:Put"));
        List<String> removed = Clients.take(sqs, removals.toString(), 4);

        assertThat(removed.getFirst()).contains("s3:TestEvent");
        assertThat(removed.subList(1, 4)).allSatisfy(body -> {
            JsonNode object = JSON.readTree(body).path("Records").path(0).path("s3").path("object");
            assertThat(object.has("size")).isFalse();
            assertThat(object.has("eTag")).isFalse();
            assertThat(URLDecoder.decode(object.path("key").textValue(), StandardCharsets.UTF_8))
                    .isIn("one", "two", "three");
        });
    }

    @Test
    void notifyQueue_unknownBucketOrPattern_isRefused() {
        assertThatThrownBy(() -> cloud.notifyQueue("nowhere", "s3:ObjectCreated:*", queue))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nowhere");
        assertThatThrownBy(() -> cloud.notifyQueue(bucket, "ObjectCreated", queue))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("s3:ObjectCreated:*");
        assertThatThrownBy(() -> cloud.notifyQueue(bucket, "s3:ObjectCreated:*", URI.create("http://elsewhere/1/q")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("queueUrl");
    }

    @Test
    void send_queueIsDownForAWhile_eventArrivesAndNothingIsLeft(@TempDir Path pending) {
        var failures = new AtomicInteger(3);
        var sent = new CopyOnWriteArrayList<String>();
        try (var notifications = new S3Notifications(pending, "eu-central-1", "000000000000", (url, body) -> {
            if (body.contains("Records") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("down");
            }
            sent.add(body);
        }, CLOCK)) {
            notifications.register("incoming", "s3:ObjectCreated:*", "q");
            notifications.accept(EVENT);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() == 2);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isEmpty(pending.resolve("pending")));
        }
    }

    @Test
    void accept_whileTheClockStands_sequencerGrows(@TempDir Path pending) {
        var sent = new CopyOnWriteArrayList<String>();
        try (var notifications = new S3Notifications(pending, "eu-central-1", "000000000000",
                (url, body) -> sent.add(body), CLOCK)) {
            notifications.register("incoming", "s3:ObjectCreated:*", "q");
            notifications.accept(EVENT);
            notifications.accept(EVENT);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() == 3);
        }
        assertThat(sequencer(sent.get(2))).isGreaterThan(sequencer(sent.get(1)));
    }

    private static String sequencer(String body) {
        return body.replaceFirst(".*\"sequencer\":\"", "");
    }

    @Test
    void resume_afterAProcessThatCouldNotSend_sendsWhatItOwedAndKnowsTheRules(@TempDir Path kept) {
        try (var dying = new S3Notifications(kept, "eu-central-1", "000000000000", (queue, body) -> {
            if (body.contains("Records")) {
                throw new IllegalStateException("down");
            }
        }, CLOCK)) {
            dying.register("incoming", "s3:ObjectCreated:*", "q");
            dying.accept(EVENT);
        }
        var sent = new CopyOnWriteArrayList<String>();
        try (var next = new S3Notifications(kept, "eu-central-1", "000000000000",
                (queue, body) -> sent.add(queue + body), CLOCK)) {
            next.resume();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() == 1);
            next.accept(EVENT);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() == 2);
        }
        assertThat(sent).allSatisfy(body -> assertThat(body).startsWith("q{\"Records\""));
    }

    @Test
    void send_queueDoesNotExist_givesUp(@TempDir Path kept) {
        try (var notifications = new S3Notifications(kept, "eu-central-1", "000000000000", (queue, body) -> {
            if (body.contains("Records")) {
                throw QueueDoesNotExistException.builder().message("no queue").build();
            }
        }, CLOCK)) {
            notifications.register("incoming", "s3:ObjectCreated:*", "q");
            notifications.accept(EVENT);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isEmpty(kept.resolve("pending")));
        }
    }

    private static boolean isEmpty(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private JsonNode event() throws Exception {
        return JSON.readTree(take(1).getFirst()).path("Records").path(0);
    }

    private List<String> take(int count) {
        return Clients.take(sqs, queue.toString(), count);
    }
}
