package io.crealia.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.events.BusEvent;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.api.PortInUseException;
import io.crealia.local.lambda.handler.BatchHandler;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The runtime over the embedded cloud's real S3 and SQS servers. */
class LocalRuntimeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ACCOUNT = "000000000000";
    private static final Duration VISIBILITY = Duration.ofSeconds(1);

    @TempDir
    private static Path directory;
    private static EmbeddedCloud cloud;
    private static EmbeddedCloudControl control;
    private static LocalRuntime runtime;
    private static SqsClient sqs;

    @BeforeAll
    static void start() throws Exception {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3, Service.SQS));
        control = new EmbeddedCloudControl(cloud, ACCOUNT);
        runtime = LocalRuntime.start(settings(control), control);
        sqs = sqs(control);
    }

    @AfterAll
    static void stop() {
        runtime.close();
        sqs.close();
        cloud.close();
    }

    @BeforeEach
    void forget() {
        BatchHandler.forget();
    }

    @Test
    void start_function_getsTheTemplatesEnvironmentAndTheCloudsAddresses() throws Exception {
        var response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(runtime.apiUrl().resolve("/echo")).build(), BodyHandlers.ofString());

        var environment = new ObjectMapper().readTree(response.body()).path("environment");
        assertThat(environment.path("SHARED").asText()).isEqualTo("from-settings");
        assertThat(environment.path("QUEUE_URL").asText()).isEqualTo(queueUrl("work"));
        assertThat(environment.path("BUCKET").asText()).isEqualTo("crealia-test-incoming");
        assertThat(environment.path("AWS_ENDPOINT_URL_S3").asText()).isEqualTo(cloud.endpoints().s3().toString());
        assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo(cloud.endpoints().accessKeyId());
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("crealia-test-echo");
        assertThat(environment.has("SECRET_ARN")).isFalse();
    }

    @Test
    void start_queues_haveTheTemplatesAttributes() {
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(queueUrl("work"))
                .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT, QueueAttributeName.REDRIVE_POLICY))
                .attributes();

        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "1800");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains("crealia-test-work-dlq", "5");
    }

    @Test
    void provide_makesQueuesAndBucketsAndRunsNothing(@TempDir Path other) throws Exception {
        try (var empty = EmbeddedCloud.start(CloudSettings.inDirectory(other).only(Service.S3, Service.SQS))) {
            var its = new EmbeddedCloudControl(empty, ACCOUNT);

            LocalRuntime.provide(settings(its), its);

            try (var client = sqs(its)) {
                var urls = client.listQueues().queueUrls();
                assertThat(urls).anyMatch(url -> url.endsWith("/crealia-test-work"));
                client.sendMessage(send -> send.queueUrl(its.queueUrl("crealia-test-work")).messageBody("alone"));
            }
        }
        assertThat(BatchHandler.seen("alone")).isZero();
    }

    @Test
    void poll_message_arrivesAsLambdasEvent() {
        sqs.sendMessage(request -> request.queueUrl(queueUrl("work")).messageBody("hello").messageAttributes(
                Map.of("kind", MessageAttributeValue.builder().dataType("String").stringValue("greeting").build())));

        await().atMost(LONG).until(() -> BatchHandler.seen("hello") == 1);
        var entry = records().getFirst();
        assertThat(fields(entry)).containsExactlyInAnyOrder("messageId", "receiptHandle", "body", "attributes",
                "messageAttributes", "md5OfBody", "eventSource", "eventSourceARN", "awsRegion");
        assertThat(entry.path("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(entry.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(entry.path("eventSourceARN").asText())
                .isEqualTo("arn:aws:sqs:eu-central-1:000000000000:crealia-test-work");
        assertThat(entry.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(entry.at("/attributes/SentTimestamp").asText()).matches("\\d{13}");
        assertThat(entry.at("/messageAttributes/kind/stringValue").asText()).isEqualTo("greeting");
        assertThat(entry.at("/messageAttributes/kind/dataType").asText()).isEqualTo("String");
        await().atMost(LONG).until(() -> waiting("work") == 0);
    }

    @Test
    void poll_partialFailure_deletesOnlyWhatIsDoneAndDeadLettersTheRestAfterFiveReceives() {
        send("work", "good 1", "bad apple", "good 2");

        await().atMost(LONG).until(() -> waiting("work-dlq") == 1);
        assertThat(BatchHandler.seen("bad apple")).isEqualTo(5);
        assertThat(BatchHandler.seen("good 1")).isEqualTo(1);
        assertThat(BatchHandler.seen("good 2")).isEqualTo(1);
        assertThat(waiting("work")).isZero();
        assertThat(receive("work-dlq")).isEqualTo("bad apple");
    }

    @Test
    void poll_exception_bringsTheWholeBatchBack() {
        send("objects", "throw");

        await().atMost(LONG).until(() -> BatchHandler.seen("throw") >= 2);
        sqs.purgeQueue(request -> request.queueUrl(queueUrl("objects")));
    }

    @Test
    void poll_invocationLongerThanTheVisibility_isNotDeliveredTwice() {
        send("work", "busy 3500");

        await().atMost(LONG).until(() -> BatchHandler.seen("busy 3500") == 1);
        await().atMost(LONG).until(() -> waiting("work") == 0);
        assertThat(BatchHandler.seen("busy 3500")).isEqualTo(1);
    }

    @Test
    void poll_manyMessages_neverExceedTheMaximumConcurrency() {
        IntStream.range(0, 12).forEach(_ -> send("objects", "busy 100"));

        await().atMost(LONG).until(() -> BatchHandler.seen("busy 100") == 12);
        assertThat(BatchHandler.MOST_RUNNING).hasValue(2);
        assertThat(BatchHandler.EVENTS).allSatisfy(event -> assertThat(event.path("Records")).hasSize(1));
    }

    @Test
    void notify_newObject_reachesTheFunction() {
        var access = control.access();
        try (var s3 = S3Client.builder().endpointOverride(access.s3()).region(Region.of(access.region()))
                .credentialsProvider(credentials(access)).forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create()).build()) {
            s3.putObject(request -> request.bucket("crealia-test-incoming").key("tenant/upload/source"),
                    RequestBody.fromString("bytes"));
        }

        await().atMost(LONG).until(() -> records().stream().map(entry -> entry.path("body").asText())
                .anyMatch(body -> body.contains("ObjectCreated:Put") && body.contains("tenant/upload/source")));
    }

    @Test
    void rule_matchingEvent_reachesTheFunction() throws Exception {
        var json = new ObjectMapper();
        cloud.put(new BusEvent("aws.mediaconvert", "MediaConvert Job State Change", List.of(),
                json.readTree("{\"queue\":\"jobs\",\"status\":\"COMPLETE\"}")));

        await().atMost(LONG).until(() -> records().stream()
                .anyMatch(entry -> entry.path("body").asText().contains("\"status\":\"COMPLETE\"")));
    }

    @Test
    void scheduler_trigger_invokesTheFunction() {
        assertThat(runtime.scheduler().names()).containsExactly("crealia-test-tick");
        assertThat(runtime.scheduler().trigger("Echo")).isInstanceOf(Answered.class);
    }

    @Test
    void start_portTaken_saysWhich() {
        var port = runtime.apiUrl().getPort();

        assertThatThrownBy(() -> LocalRuntime.start(settings(control).withApiPort(port), control))
                .isInstanceOf(PortInUseException.class).hasMessageContaining(Integer.toString(port));
    }

    @Test
    void close_messageInWork_isFinishedBeforeItReturns() throws Exception {
        try (var second = EmbeddedCloud
                .start(CloudSettings.inDirectory(directory.resolve("second")).only(Service.S3, Service.SQS))) {
            var secondControl = new EmbeddedCloudControl(second, ACCOUNT);
            var closing = LocalRuntime.start(settings(secondControl), secondControl);
            try (var client = sqs(secondControl)) {
                client.sendMessage(request -> request.queueUrl(secondControl.queueUrl("crealia-test-work"))
                        .messageBody("busy 1500"));
                await().atMost(LONG).until(() -> BatchHandler.RUNNING.get() == 1);

                closing.close();

                assertThat(BatchHandler.RUNNING).hasValue(0);
                assertThat(client.getQueueAttributes(request -> request
                        .queueUrl(secondControl.queueUrl("crealia-test-work")).attributeNames(QueueAttributeName.ALL))
                        .attributes()).containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
            }
        }
    }

    private static LocalRuntimeSettings settings(EmbeddedCloudControl cloudControl) throws URISyntaxException {
        var template = Path.of(LocalRuntimeTest.class.getResource("runtime-template.yaml").toURI());
        return LocalRuntimeSettings.of(template, cloudControl.access()).withParameters(Map.of("Stage", "test"))
                .withEnvironment(Map.of("SHARED", "from-settings")).withApiPort(0).withVisibilityOverride(VISIBILITY);
    }

    private static SqsClient sqs(EmbeddedCloudControl cloudControl) {
        var access = cloudControl.access();
        return SqsClient.builder().endpointOverride(access.sqs()).region(Region.of(access.region()))
                .credentialsProvider(credentials(access)).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private static StaticCredentialsProvider credentials(CloudAccess access) {
        return StaticCredentialsProvider
                .create(AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey()));
    }

    private static String queueUrl(String name) {
        return control.queueUrl("crealia-test-" + name);
    }

    private static void send(String queue, String... bodies) {
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl(queue)).entries(IntStream.range(0, bodies.length)
                .mapToObj(index -> SendMessageBatchRequestEntry.builder().id("m" + index).messageBody(bodies[index])
                        .build())
                .toList()));
    }

    /** Visible and hidden messages. */
    private static int waiting(String queue) {
        var attributes = sqs.getQueueAttributes(
                request -> request.queueUrl(queueUrl(queue)).attributeNames(QueueAttributeName.ALL)).attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private static String receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl(queue)).waitTimeSeconds(5)).messages()
                .getFirst().body();
    }

    private static List<JsonNode> records() {
        return BatchHandler.EVENTS.stream().flatMap(event -> event.path("Records").valueStream()).toList();
    }

    private static HashSet<String> fields(JsonNode node) {
        var names = new HashSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
