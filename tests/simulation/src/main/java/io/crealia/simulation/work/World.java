package io.crealia.simulation.work;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.ai.SimulatedAi;
import io.crealia.assets.SimulatedAssets;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.privacy.SimulatedPrivacy;
import io.crealia.simulation.cloud.SimCollection;
import io.crealia.simulation.cloud.SimMediaConvert;
import io.crealia.simulation.cloud.SimMongo;
import io.crealia.simulation.cloud.SimQueues;
import io.crealia.simulation.cloud.SimReceivers;
import io.crealia.simulation.cloud.SimRedis;
import io.crealia.simulation.cloud.SimS3;
import io.crealia.simulation.cloud.SimTextModel;
import io.crealia.simulation.cloud.SimTranscribe;
import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.Crash;
import io.crealia.simulation.core.Env;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Sim;
import io.crealia.testkit.TestContext;
import io.crealia.testkit.TestTokens;
import io.crealia.transcoding.SimulatedTranscoding;
import io.crealia.uploads.SimulatedUploads;
import io.crealia.webhooks.SimulatedWebhooks;
import io.crealia.workflow.SimulatedWorkflow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One deployment: the cloud, the functions over it, their environments, and the schedules. */
public final class World {
    private static final String ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Sim sim;
    private final SimMongo mongo;
    private final SimS3 s3;
    private final SimQueues queues;
    private final SimMediaConvert mediaConvert;
    private final SimTranscribe transcribe;
    private final SimTextModel texts;
    private final SimReceivers receivers;
    private final SimRedis redis;
    private final Ticks ticks;
    private final TestTokens tokens = new TestTokens();
    private final Map<String, Deque<Env>> idle = new HashMap<>();
    private final Map<String, Integer> faultyCalls = new HashMap<>();
    private final Map<String, Function<SimulatedPlatform, RequestStreamHandler>> functions = new HashMap<>();

    public World(Sim sim, SimCollection.CommitListener checks) {
        this.sim = sim;
        mongo = new SimMongo(sim, (collection, before, after) -> {
            committed(collection, after);
            checks.committed(collection, before, after);
        });
        s3 = new SimS3(sim, this::created, this::multipartBegun);
        queues = new SimQueues(sim, Settings.QUEUES, this::read);
        mediaConvert = new SimMediaConvert(sim, s3,
                (body, delay) -> queues.put("TranscodingJobStatesQueue", body, delay));
        transcribe = new SimTranscribe(sim, s3, (body, delay) -> queues.put("TranscriptionStatesQueue", body, delay));
        texts = new SimTextModel(sim);
        receivers = new SimReceivers(sim);
        redis = new SimRedis(sim);
        ticks = new Ticks(sim, mongo, function -> invoke(function, Json.object().put("id", "tick").toString()));
        deploy();
    }

    private void deploy() {
        functions.put("UploadsApi", platform -> new SimulatedUploads(platform).api(tokens));
        functions.put("UploadsOnObjectCreated", platform -> new SimulatedUploads(platform).onObjectCreated());
        functions.put("UploadsSweeper", platform -> new SimulatedUploads(platform).sweeper());
        functions.put("WorkflowOnFact", platform -> new SimulatedWorkflow(platform).onFact());
        functions.put("WorkflowSweeper", platform -> new SimulatedWorkflow(platform).sweeper());
        functions.put("WorkflowApi", platform -> new SimulatedWorkflow(platform).api(tokens));
        functions.put("TranscodingOnStep", platform -> new SimulatedTranscoding(platform, mediaConvert).onStep());
        functions.put("TranscodingOnJobState",
                platform -> new SimulatedTranscoding(platform, mediaConvert).onJobState());
        functions.put("AiOnTranscribe", platform -> ai(platform).onTranscribe());
        functions.put("AiOnTranscriptionState", platform -> ai(platform).onTranscriptionState());
        functions.put("AiOnEnrich", platform -> ai(platform).onEnrich());
        functions.put("AssetsOnFact", platform -> new SimulatedAssets(platform).onFact());
        functions.put("AssetsSweeper", platform -> new SimulatedAssets(platform).sweeper());
        functions.put("AssetsApi", platform -> new SimulatedAssets(platform).api(tokens));
        functions.put("WebhooksOnFact", platform -> new SimulatedWebhooks(platform).onFact());
        functions.put("WebhooksDelivery", platform -> new SimulatedWebhooks(platform).delivery(receivers));
        functions.put("WebhooksSweeper", platform -> new SimulatedWebhooks(platform).sweeper());
        functions.put("WebhooksApi", platform -> new SimulatedWebhooks(platform).api(tokens));
        functions.put("PrivacyOnRequest", platform -> new SimulatedPrivacy(platform).onRequest());
        functions.put("PrivacyRetention", platform -> new SimulatedPrivacy(platform).sweeper());
    }

    private SimulatedAi ai(SimulatedPlatform platform) {
        return new SimulatedAi(platform, new SimulatedAi.Providers(transcribe, texts,
                wait -> sim.runUntil(sim.now() + wait.toMillis()),
                new java.util.SplittableRandom(sim.chance().seed())));
    }

    public Sim sim() {
        return sim;
    }

    public SimMongo mongo() {
        return mongo;
    }

    public SimS3 s3() {
        return s3;
    }

    public SimQueues queues() {
        return queues;
    }

    /** How many calls of a function had a fault that breaks something off, or met one of another's on their way. */
    public int faultyCalls(String function) {
        return faultyCalls.getOrDefault(function, 0);
    }

    public SimMediaConvert mediaConvert() {
        return mediaConvert;
    }

    public SimReceivers receivers() {
        return receivers;
    }

    private void committed(String collection, Optional<org.bson.Document> after) {
        if (ticks != null) {
            ticks.committed(collection, after);
        }
    }

    private void multipartBegun() {
        ticks.multipartBegun();
    }

    private void created(String bucket, String key) {
        if (!bucket.equals(Settings.INCOMING)) {
            return;
        }
        var record = Json.object().put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put");
        var detail = record.putObject("s3");
        detail.putObject("bucket").put("name", bucket);
        detail.putObject("object").put("key", URLEncoder.encode(key, StandardCharsets.UTF_8));
        var event = Json.object();
        event.putArray("Records").add(record);
        var body = Json.text(event);
        sim.event(Op.S3_EVENT, key, 400_000, late -> queues.put("UploadEventsQueue", body, late));
    }

    private Set<Integer> read(String function, String queue, List<SimQueues.Delivered> batch) {
        var event = Json.object();
        var records = event.putArray("Records");
        batch.forEach(each -> records.addObject().put("messageId", "m" + each.id()).put("body", each.body()));
        var answer = invoke(function, Json.text(event));
        var failed = new HashSet<Integer>();
        if (answer.isEmpty()) {
            batch.forEach(each -> failed.add(each.id()));
        } else {
            Json.parse(answer.get()).path("batchItemFailures").forEach(
                    each -> failed.add(Integer.parseInt(each.path("itemIdentifier").asText().substring(1))));
        }
        sim.trace().add(sim.now(), "read " + queue, function, failed.size());
        return failed;
    }

    /** @return empty if the environment died, or the function failed as a whole */
    public Optional<byte[]> invoke(String function, String event) {
        var pool = idle.computeIfAbsent(function, _ -> new ArrayDeque<>());
        var number = sim.next("invocation");
        // Now and then another environment is started, as when load grows.
        var env = pool.isEmpty() || sim.chance().test("scale out", number, 0.05)
                ? sim.newEnvironment(function, timeout(function))
                : pool.pop();
        var out = new ByteArrayOutputStream();
        var failed = new boolean[1];
        var faults = sim.injected().size();
        try {
            sim.within(env, () -> {
                try {
                    if (env.handler() == null) {
                        env.handler(functions.get(function).apply(platform(env)));
                    }
                    env.handler().handleRequest(
                            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out,
                            new TestContext(function, (int) timeout(function)));
                } catch (IOException | RuntimeException e) {
                    failed[0] = true;
                    sim.trace().add(sim.now(), "failed " + function, e.getClass().getSimpleName(), number);
                }
            });
        } catch (Crash e) {
            faultyCalls.merge(function, 1, Integer::sum);
            sim.trace().add(sim.now(), "crashed", function, number);
            return Optional.empty();
        }
        if (sim.injected().subList(faults, sim.injected().size()).stream().anyMatch(each -> each.fault() != Fault.DELAY
                && each.fault() != Fault.DUPLICATE && each.fault() != Fault.CLOCK_JUMP)) {
            faultyCalls.merge(function, 1, Integer::sum);
        }
        pool.push(env);
        return failed[0] ? Optional.empty() : Optional.of(out.toByteArray());
    }

    // Functions that the template ends sooner are let run on, so that a pause can outlast their leases.
    private static long timeout(String function) {
        return function.startsWith("Ai") && !function.equals("AiOnEnrich") ? 900_000 : 300_000;
    }

    private SimulatedPlatform platform(Env env) {
        return new SimulatedPlatform(Settings.ENVIRONMENT, Settings.AWS,
                new SimulatedPlatform.Cloud(mongo.client(), s3, queues, redis), () -> ulid(env), env);
    }

    private String ulid(Env env) {
        var text = new char[26];
        var millis = env.instant().toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            text[i] = ULID.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        var number = sim.next("ulid");
        var bits = sim.chance().bits("ulid", number);
        var more = Chance.mix(bits + 1);
        for (int i = 0; i < 16; i++) {
            text[10 + i] = ULID.charAt((int) ((i < 8 ? bits >>> i * 5 : more >>> (i - 8) * 5) & 31));
        }
        return new String(text);
    }

    /** Does all that is due until then; ends early when nothing is left to do. */
    public void runUntil(long until) {
        while (!sim.idle() && !sim.endless() && sim.nextAt() <= until) {
            sim.runUntil(sim.nextAt());
        }
    }
}
