package io.crealia.local.cloud.mediaconvert;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cloud.mediaconvert.http.EndpointsApi;
import io.crealia.local.cloud.mediaconvert.http.JobJson;
import io.crealia.local.cloud.mediaconvert.http.JobsApi;
import io.crealia.local.cloud.mediaconvert.http.ProbeApi;
import io.crealia.local.cloud.mediaconvert.http.QueuesApi;
import io.crealia.local.cloud.mediaconvert.http.Router;
import io.crealia.local.cloud.mediaconvert.job.Arns;
import io.crealia.local.cloud.mediaconvert.job.Engine;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * MediaConvert on this machine: the real {@code MediaConvertClient} with {@link #endpoint()} as its endpoint override
 * submits the real job JSON, and one ffmpeg process per job does the work.
 *
 * <pre>{@code
 * var settings = MediaConvertSettings.defaults(dataFolder).withPort(4567);
 * try (var server = MediaConvertServer.start(settings, new S3ObjectStore(s3), event -> queue.send(event.toString()))) {
 *     var client = MediaConvertClient.builder().endpointOverride(server.endpoint())...build();
 * }
 * }</pre>
 *
 * Operations: CreateJob, GetJob, ListJobs, SearchJobs, CancelJob, Probe, ListQueues, GetQueue, CreateQueue,
 * DescribeEndpoints. Settings that are not supported are refused with a BadRequestException that starts with their JSON
 * path. Signatures of requests are not checked. What each setting means for ffmpeg, and which codes errors carry, is
 * written in docs/mediaconvert-local.md.
 *
 * <p>Jobs live in the data folder and survive a restart; a job that was running is started again, at most three times
 * in all.
 */
public final class MediaConvertServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService requests;
    private final Engine engine;
    private final URI endpoint;
    private final InstantSource clock;

    private MediaConvertServer(HttpServer http, ExecutorService requests, Engine engine, URI endpoint,
            InstantSource clock) {
        this.http = http;
        this.requests = requests;
        this.engine = engine;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * Starts serving, and takes up the jobs an earlier server left in the data folder.
     *
     * @param store where inputs are read and outputs written
     * @param events receives every job event as a full EventBridge envelope, one at a time and in order, on a thread of
     *        the server; when it throws it is asked again
     * @throws java.net.BindException the port is taken
     * @throws IOException the data folder cannot be used
     */
    public static MediaConvertServer start(MediaConvertSettings settings, ObjectStore store, Consumer<JsonNode> events)
            throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.port()), 0);
        var arns = new Arns(settings.region(), settings.account());
        Engine engine;
        try {
            engine = Engine.start(new Engine.Setup(settings.dataFolder(), settings.ffmpeg(), settings.limits(), arns,
                    settings.concurrentJobs(), settings.maxWaitingJobs(), settings.statusUpdate(), settings.clock()),
                    store, events);
        } catch (IOException | RuntimeException e) {
            http.stop(0);
            throw e;
        }
        var endpoint = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        var requests = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(requests);
        http.createContext("/", new Router(new JobsApi(engine.jobs(), engine.queues(), new JobJson(arns)),
                new QueuesApi(engine.queues(), engine.jobs(), settings.clock()),
                new ProbeApi(store, settings.ffmpeg(), settings.limits(), settings.dataFolder().resolve("work")),
                new EndpointsApi(endpoint)));
        http.start();
        return new MediaConvertServer(http, requests, engine, endpoint, settings.clock());
    }

    /** Address for the client's endpoint override, for example {@code http://127.0.0.1:4567}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Makes sure that the queue exists, without a request. */
    public void createQueue(String name) {
        engine.queues().create(name, "", clock.instant());
    }

    /** Stops serving and ends the encoders; unfinished jobs go on with the next start. */
    @Override
    public void close() {
        http.stop(0);
        engine.close();
        requests.close();
    }
}
