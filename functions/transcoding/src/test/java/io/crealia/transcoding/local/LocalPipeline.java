package io.crealia.transcoding.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.StepToken;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.FactCodec;
import io.crealia.testkit.TestContext;
import io.crealia.transcoding.TranscodingOnJobStateHandler;
import io.crealia.transcoding.TranscodingOnStepHandler;
import io.crealia.transcoding.adapter.S3MediaStore;
import io.crealia.transcoding.port.MediaStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Both handlers as Lambda would make them, with the payloads of {@code events/}, on the embedded cloud. */
final class LocalPipeline implements AutoCloseable {
    static final String BUCKET = "crealia-dev-media";
    /** The asset and run that the payloads speak of. */
    static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final String ACCOUNT = "123456789012";
    private static final Path EVENTS = Path.of(System.getProperty("crealia.root"), "events");

    private final EmbeddedCloud cloud;
    private final AwsClients clients;
    private final String facts;
    private final String jobStates;
    private final String assetsQueue;
    private final Map<String, String> environment;
    private final RequestStreamHandler onStep;
    private final RequestStreamHandler onJobState;
    private String ulid = ULID;
    private int assets;

    LocalPipeline(Path directory, Service... services) {
        var settings = new CloudSettings(directory, CloudSettings.inDirectory(directory).ports(), Set.of(services),
                Optional.empty(), "eu-central-1", ACCOUNT, List.of("*"), "crealia",
                InstantSource.system());
        cloud = EmbeddedCloud.start(settings);
        cloud.createBucket(BUCKET);
        facts = cloud.createQueue(QueueSpec.named("crealia-dev-workflow-facts")).toString();
        assetsQueue = cloud.createQueue(QueueSpec.named("crealia-dev-assets")).toString();
        var states = cloud.createQueue(QueueSpec.named("crealia-dev-transcoding-job-states"));
        jobStates = states.toString();
        cloud.rule("job-states", Json.parse("{\"source\":[\"aws.mediaconvert\"]}"), states);
        environment = environment(List.of(services).contains(Service.MEDIACONVERT));
        clients = new AwsClients(AwsSettings.of(new Environment(environment)));
        onStep = new TranscodingOnStepHandler(environment);
        onJobState = new TranscodingOnJobStateHandler(environment);
    }

    private Map<String, String> environment(boolean mediaConvert) {
        var variables = new LinkedHashMap<String, String>();
        var endpoints = cloud.endpoints();
        variables.put("AWS_REGION", endpoints.region());
        variables.put("AWS_ACCESS_KEY_ID", endpoints.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey());
        variables.put("AWS_ENDPOINT_URL_S3", endpoints.s3().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString());
        // Where there is none, nobody must answer: not AWS either.
        variables.put("AWS_ENDPOINT_URL_MEDIACONVERT",
                mediaConvert ? endpoints.mediaConvert().toString() : "http://127.0.0.1:1");
        variables.put("CREALIA_MONGO_URI", endpoints.mongoUri().toString());
        variables.put("CREALIA_MEDIA_BUCKET", BUCKET);
        variables.put("CREALIA_FACTS_QUEUE_URL", facts);
        variables.put("CREALIA_ASSETS_QUEUE_URL", assetsQueue);
        variables.put("CREALIA_TRANSCODING_ROLE_ARN", "arn:aws:iam::" + ACCOUNT + ":role/media-convert");
        variables.put("CREALIA_TRANSCODING_QUEUE_ARN",
                "arn:aws:mediaconvert:eu-central-1:" + ACCOUNT + ":queues/Default");
        return variables;
    }

    /** From now on the payloads speak of another asset, so that tests do not meet. */
    void newAsset() {
        ulid = "%026d".formatted(++assets);
    }

    /** Where the run's outputs are. */
    String run() {
        return "acme/ast_" + ulid + "/wfl_" + ulid + "/";
    }

    StepToken job() {
        return StepToken.parse("wfl_" + ulid + ".transcode.1");
    }

    AssetId asset() {
        return new AssetId("ast_" + ulid);
    }

    Map<String, String> environment() {
        return environment;
    }

    MediaStore store() {
        return new S3MediaStore(clients::s3, BUCKET);
    }

    void source(byte[] clip) {
        store().put("acme/ast_" + ulid + "/source/original", clip, "video/mp4");
    }

    JsonNode result(String step) {
        return Json.parse(store().get(run() + step + "/1/result.json", 1_000_000).orElseThrow());
    }

    /** @return the ids of the records that failed */
    List<String> step(String event, long sizeBytes) {
        return call(onStep, event("transcoding-on-step", event).replace("10485760", String.valueOf(sizeBytes)));
    }

    /** As {@link #step(String, long)}, but another attempt. */
    List<String> step(String event, long sizeBytes, String token, String other) {
        return call(onStep, event("transcoding-on-step", event).replace("10485760", String.valueOf(sizeBytes))
                .replace(token, other));
    }

    /** Stores a result that another function would have written. */
    void result(String step, JsonNode document) {
        store().put(run() + step + "/1/result.json", Json.bytes(document), "application/json");
    }

    List<String> jobState(String event) {
        return call(onJobState, event("transcoding-on-job-state", event));
    }

    /** Hands job events on, and gathers facts until one of them is what is waited for. */
    List<Fact> factsUntil(Predicate<Fact> last) {
        var gathered = new ArrayList<Fact>();
        var until = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < until) {
            for (var body : receive(jobStates, 0)) {
                var event = Json.object();
                event.putArray("Records").addObject().put("messageId", "m").put("body", body);
                if (!call(onJobState, Json.text(event)).isEmpty()) {
                    throw new AssertionError("refused: " + body);
                }
            }
            receive(facts, 1).forEach(body -> gathered.add(FactCodec.decode(body)));
            if (gathered.stream().anyMatch(last)) {
                return gathered;
            }
        }
        throw new AssertionError("waited in vain; heard " + gathered);
    }

    List<Fact> facts() {
        return receive(facts, 0).stream().map(FactCodec::decode).toList();
    }

    /** Every row of the asset's ledger since the last call. */
    List<Fact.CostRecorded> costs() {
        var rows = new ArrayList<Fact.CostRecorded>();
        for (var bodies = receive(assetsQueue, 0); !bodies.isEmpty(); bodies = receive(assetsQueue, 0)) {
            bodies.forEach(body -> rows.add((Fact.CostRecorded) FactCodec.decode(body)));
        }
        return rows;
    }

    private List<String> receive(String queue, int seconds) {
        var messages = clients.sqs().receiveMessage(
                request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(seconds)).messages();
        messages.forEach(message -> clients.sqs()
                .deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages.stream().map(message -> message.body()).toList();
    }

    private String event(String function, String name) {
        try {
            return Files.readString(EVENTS.resolve(function).resolve(name + ".json")).replace(ULID, ulid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> call(RequestStreamHandler handler, String event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    out, new TestContext("test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.parse(out.toByteArray()).path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    @Override
    public void close() {
        cloud.close();
    }
}
