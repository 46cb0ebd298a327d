package io.crealia.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.FactCodec;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The three handlers as they are deployed, on real servers, with the payloads of {@code events/}. */
final class WorkflowHandlersTest {
    private static final Path EVENTS = Path.of(System.getProperty("crealia.root"), "events");
    private static final String RUN = "wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC";

    @TempDir
    private static Path directory;
    private static EmbeddedCloud cloud;
    private static SqsClient sqs;
    private static String steps;
    private static String assets;
    private static String events;
    private static int databases;

    private Map<String, String> environment;
    private RequestStreamHandler onFact;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(
                CloudSettings.inDirectory(directory).only(Service.MONGO, Service.SQS, Service.ISSUER));
        steps = cloud.createQueue(QueueSpec.named("crealia-local-transcoding-steps")).toString();
        assets = cloud.createQueue(QueueSpec.named("crealia-local-asset-facts")).toString();
        events = cloud.createQueue(QueueSpec.named("crealia-local-webhook-events")).toString();
        sqs = new AwsClients(AwsSettings.of(new Environment(settings()))).sqs();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        cloud.close();
    }

    @BeforeEach
    void handlers() {
        receive(steps);
        receive(assets);
        receive(events);
        environment = settings();
        environment.put("CREALIA_MONGO_DATABASE", "handlers" + databases++);
        environment.put("CREALIA_MEDIA_BUCKET", "crealia-local-media");
        environment.put("CREALIA_PRIVACY_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        onFact = new WorkflowOnFactHandler(environment);
    }

    @Test
    void onFact_uploadAccepted_requestsTheProbe() {
        assertThat(failures("upload-accepted")).isEmpty();

        assertThat(receive(steps)).singleElement().isInstanceOfSatisfying(Fact.StepRequested.class,
                fact -> assertThat(fact.token().value()).isEqualTo(RUN + ".probe.1"));
        assertThat(receive(assets)).singleElement().isInstanceOfSatisfying(Fact.AssetChanged.class,
                fact -> assertThat(fact.state()).isEqualTo(AssetState.PREPARING));
    }

    @Test
    void onFact_sameFactTwice_requestsTheProbeOnce() {
        assertThat(failures("upload-accepted-twice")).isEmpty();
        assertThat(receive(steps)).hasSize(1);
    }

    @Test
    void onFact_uploadRejected_announcesTheReason() {
        assertThat(failures("upload-rejected")).isEmpty();
        assertThat(receive(steps)).isEmpty();
        assertThat(receive(assets)).singleElement().isInstanceOfSatisfying(Fact.AssetChanged.class, fact -> {
            assertThat(fact.state()).isEqualTo(AssetState.REJECTED);
            assertThat(fact.reason().orElseThrow().code()).isEqualTo("upload.not_media");
        });
    }

    @Test
    void onFact_stepsReport_moveTheRunOn() {
        failures("upload-accepted");
        failures("step-succeeded");
        failures("step-progressed");
        assertThat(show(RUN).path("percent").asInt()).isEqualTo(30);
        failures("step-failed");
        var transcode = show(RUN).path("steps").path(1);
        assertThat(transcode.path("state").asText()).isEqualTo("waiting");
        assertThat(transcode.path("reason").asText()).isEqualTo("transcode.service");
        // Of a step that is not under way nothing is taken.
        failures("step-skipped");
        assertThat(show(RUN).path("steps").path(2).path("state").asText()).isEqualTo("pending");
    }

    @Test
    void onFact_foreignUnknownAndMalformedRecords_failAloneSoThatTheyReachTheDeadLetters() {
        assertThat(failures("mixed")).containsExactly("059f36b4-87a3-44ab-83d2-661975940002",
                "059f36b4-87a3-44ab-83d2-661975940003", "059f36b4-87a3-44ab-83d2-661975940004");
        assertThat(show(RUN).path("percent").asInt()).isEqualTo(2);
    }

    @Test
    void api_cancelRetryAndStart_workOnOneAsset() {
        failures("upload-accepted");
        receive(steps);
        assertThat(api("start").path("statusCode").asInt()).isEqualTo(409);
        assertThat(body(api("cancel")).path("state").asText()).isEqualTo("cancelled");
        assertThat(receive(steps)).singleElement().isInstanceOf(Fact.StepCancelled.class);

        var retried = body(api("retry"));
        assertThat(retried.path("retry_of").asText()).isEqualTo(RUN);
        assertThat(body(api("retry"))).isEqualTo(retried);
        assertThat(receive(steps)).singleElement().isInstanceOfSatisfying(Fact.StepRequested.class, fact -> {
            assertThat(fact.token().runId().value()).isEqualTo(retried.path("id").asText());
            assertThat(fact.token().step()).isEqualTo(Step.PROBE);
        });

        var cancel = event("workflow-api", "cancel");
        var path = "/v1/workflows/" + retried.path("id").asText() + "/cancel";
        cancel.put("path", path).putObject("pathParameters").put("workflow_id", retried.path("id").asText());
        assertThat(body(call(new WorkflowApiHandler(environment), authorised(cancel))).path("state").asText())
                .isEqualTo("cancelled");
        var started = api("start");
        assertThat(started.path("statusCode").asInt()).isEqualTo(201);
        assertThat(body(started).has("retry_of")).isFalse();
    }

    @Test
    void sweeper_silentAttempt_isAskedForAgain() {
        environment.put("CREALIA_WORKFLOW_CHECK_INTERVAL", "PT0.001S");
        onFact = new WorkflowOnFactHandler(environment);
        failures("upload-accepted");
        receive(steps);

        var report = call(new WorkflowSweeperHandler(environment), event("workflow-sweeper", "schedule"));

        assertThat(report.path("visited").asInt()).isEqualTo(1);
        assertThat(report.path("advanced").asInt()).isEqualTo(1);
        assertThat(report.path("failed").asInt()).isZero();
        assertThat(report.path("oldest_overdue_ms").asLong()).isNotNegative();
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(receive(steps)).singleElement().isInstanceOfSatisfying(Fact.StepRequested.class,
                fact -> assertThat(fact.token().value()).isEqualTo(RUN + ".probe.1"));
    }

    @Test
    void construct_snapStart_rehearsesWithoutLeavingATrace() {
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        new WorkflowSweeperHandler(environment);
        new WorkflowApiHandler(environment);
        failuresOf(new WorkflowOnFactHandler(environment), "upload-accepted");
        assertThat(receive(steps)).hasSize(1);
    }

    private JsonNode show(String run) {
        var event = event("workflow-api", "get");
        assertThat(event.path("pathParameters").path("workflow_id").asText()).isEqualTo(run);
        return body(api("get"));
    }

    private JsonNode api(String name) {
        return call(new WorkflowApiHandler(environment), authorised(event("workflow-api", name)));
    }

    private static ObjectNode authorised(ObjectNode event) {
        var token = cloud.issueToken(new TokenRequest("user-1", "acme", List.of("workflows:read", "workflows:write"),
                Duration.ofMinutes(5)));
        event.withObject("/headers").put("Authorization", "Bearer " + token);
        return event;
    }

    private List<String> failures(String name) {
        return failuresOf(onFact, name);
    }

    private static List<String> failuresOf(RequestStreamHandler handler, String name) {
        return call(handler, event("workflow-on-fact", name)).path("batchItemFailures")
                .findValuesAsText("itemIdentifier");
    }

    private static JsonNode body(JsonNode answer) {
        return Json.parse(answer.path("body").asText());
    }

    private static ObjectNode event(String function, String name) {
        try {
            return (ObjectNode) Json.parse(Files.readAllBytes(EVENTS.resolve(function).resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode call(RequestStreamHandler handler, JsonNode event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("workflow"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.parse(out.toByteArray());
    }

    /** Takes everything that is in the queue now. */
    private static List<Fact> receive(String queue) {
        var facts = new ArrayList<Fact>();
        while (true) {
            var messages = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
            if (messages.isEmpty()) {
                return facts;
            }
            messages.forEach(message -> {
                facts.add(FactCodec.decode(message.body()));
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
        }
    }

    private static Map<String, String> settings() {
        var endpoints = cloud.endpoints();
        var settings = new HashMap<String, String>();
        settings.put("AWS_REGION", endpoints.region());
        settings.put("AWS_ACCESS_KEY_ID", endpoints.accessKeyId());
        settings.put("AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey());
        settings.put("AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString());
        settings.put("CREALIA_MONGO_URI", endpoints.mongoUri().toString());
        settings.put("CREALIA_AUTH_ISSUER", endpoints.issuer().toString());
        settings.put("CREALIA_AUTH_AUDIENCE", "crealia");
        settings.put("CREALIA_AUTH_JWKS_URI", endpoints.jwksUri().toString());
        settings.put("CREALIA_STEPS_QUEUE_URL", String.valueOf(steps));
        settings.put("CREALIA_ASSETS_QUEUE_URL", String.valueOf(assets));
        settings.put("CREALIA_EVENTS_QUEUE_URL", String.valueOf(events));
        return settings;
    }
}
