package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cloud.Endpoints;
import io.crealia.local.cloud.events.BusEvent;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** NO_DUP_EFFECT: however often and in whatever order S3's events come, an asset has one job and one end. */
class DuplicateEventsTest {
    private static final int ASSETS = Integer.getInteger("crealia.duplicates.assets", 200);
    private static final int UPLOADS_AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    Path folder;

    @Test
    void everyEventOneToFiveTimesAndShuffled_oneJobAndOneEndForEachAsset() throws Exception {
        var seed = Long.getLong("crealia.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dcrealia.seed)");
        var recorded = record(folder.resolve("recording"));
        // A folder of its own: notification rules are kept, and the recording's would still deliver every event at once.
        var home = folder.resolve("home");
        var clip = folder.resolve("clips/recorded.mp4");
        try (var transcoder = new FakeTranscoder(recorded.probe())) {
            var targets = new HashMap<String, String>();
            try (var edition = Edition.start(home,
                    Map.of("AWS_ENDPOINT_URL_MEDIACONVERT", transcoder.endpoint().toString()),
                    control -> new HeldEvents(control, targets)); var s3 = s3(edition.local().cloud().endpoints())) {
                transcoder.record(s3, recorded.outputs(),
                        event -> edition.local().cloud().put(new BusEvent("aws.mediaconvert",
                                event.path("detail-type").asText(), List.of(), event.path("detail"))));
                var assets = upload(edition.api(), clip);
                var sent = repeat(edition, targets.values().iterator().next(), new Random(seed));
                System.out.println(ASSETS + " assets, " + sent + " events sent");

                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                        .until(() -> states(edition.api(), assets).equals(Map.of("ready", ASSETS)));

                assertThat(transcoder.tokens()).hasSize(ASSETS).doesNotHaveDuplicates();
                for (var asset : assets) {
                    assertThat(ends(edition.api(), asset)).as("ends of " + asset).isEqualTo(1);
                }
            }
        }
    }

    /** @param outputs of the transcode attempt but its result document, by their keys below it */
    private record Recorded(JsonNode probe, Map<String, byte[]> outputs) {}

    /** One clip through the real transcoder, whose outputs and Probe answer the fake one gives to everybody. */
    private Recorded record(Path home) throws IOException {
        try (var edition = Edition.start(home, Map.of())) {
            var clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                    home.resolve("cloud/mediaconvert/ffmpeg"));
            var clip = clips.landscape("recorded.mp4", "416x234", 1);
            var asset = edition.process(clip);
            assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
            var endpoints = edition.local().cloud().endpoints();
            try (var s3 = s3(endpoints)) {
                var all = s3.listObjectsV2Paginator(list -> list.bucket("crealia-local-media").prefix("demo/"))
                        .contents().stream().map(S3Object::key).toList();
                var master = all.stream().filter(key -> key.endsWith("/hls/index.m3u8")).findFirst().orElseThrow();
                var prefix = master.substring(0, master.length() - "hls/index.m3u8".length());
                var source = all.stream().filter(key -> key.endsWith("/source/original")).findFirst().orElseThrow();
                var outputs = new HashMap<String, byte[]>();
                all.stream().filter(key -> key.startsWith(prefix) && !key.endsWith("/result.json"))
                        .forEach(key -> outputs.put(key.substring(prefix.length()), s3
                                .getObjectAsBytes(get -> get.bucket("crealia-local-media").key(key)).asByteArray()));
                return new Recorded(probe(endpoints.mediaConvert(), "s3://crealia-local-media/" + source), outputs);
            }
        }
    }

    private static JsonNode probe(URI mediaConvert, String file) throws IOException {
        var request = Json.object();
        request.putArray("inputFiles").addObject().put("fileUrl", file);
        var connection = (HttpURLConnection) mediaConvert.resolve("/2017-08-29/probe").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(Json.bytes(request));
        try (var in = connection.getInputStream()) {
            return Json.parse(in);
        }
    }

    private static List<String> upload(ApiClient api, Path clip) throws Exception {
        var uploads = new ArrayList<Future<String>>();
        try (var threads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE)) {
            for (int i = 0; i < ASSETS; i++) {
                uploads.add(
                        threads.submit(() -> new FileUploader(api).upload(clip, _ -> {}).path("asset_id").asText()));
            }
        }
        var assets = new ArrayList<String>();
        for (var upload : uploads) {
            assets.add(upload.get());
        }
        return assets;
    }

    /** Takes the events that were held back, and sends each 1 to 5 times, the first one 10 times, in random order. */
    private static int repeat(Edition edition, String target, Random random) {
        var endpoint = edition.local().cloud().endpoints().sqs();
        var events = new ArrayList<String>();
        try (var sqs = HeldEvents.client(endpoint)) {
            var seen = new TreeSet<String>();
            await().atMost(PATIENCE).until(() -> {
                for (var body : HeldEvents.take(sqs, endpoint + "/000000000000/" + HeldEvents.HELD)) {
                    if (body.contains("\"Records\"") && seen.add(body)) {
                        Collections.addAll(events,
                                Collections.nCopies(seen.size() == 1 ? 10 : 1 + random.nextInt(5), body)
                                        .toArray(String[]::new));
                    }
                }
                return seen.size() >= ASSETS;
            });
            Collections.shuffle(events, random);
            events.forEach(body -> sqs.sendMessage(send -> send.queueUrl(target).messageBody(body)));
        }
        return events.size();
    }

    private static Map<String, Integer> states(ApiClient api, List<String> wanted) {
        var states = new HashMap<String, Integer>();
        var cursor = "";
        do {
            var page = api.get("/v1/assets?limit=100" + cursor);
            for (var asset : page.path("data")) {
                if (wanted.contains(asset.path("id").asText())) {
                    states.merge(asset.path("state").asText(), 1, Integer::sum);
                }
            }
            cursor = page.path("next_cursor").isTextual() ? "&cursor=" + page.path("next_cursor").asText() : "";
        } while (!cursor.isEmpty());
        return states;
    }

    /** How often the asset's own log says that it reached a final state. */
    private static long ends(ApiClient api, String asset) {
        var ends = 0;
        var query = "?limit=100";
        while (true) {
            var page = api.get("/v1/assets/" + asset + "/events" + query);
            for (var event : page.path("data")) {
                for (var change : event.path("changes")) {
                    if (change.path("what").asText().equals("asset")
                            && !change.path("state").asText().equals("preparing")) {
                        ends++;
                    }
                }
            }
            if (page.path("next_cursor").isNull()) {
                return ends;
            }
            query = "?limit=100&cursor=" + page.path("next_cursor").asText();
        }
    }

    private static S3Client s3(Endpoints endpoints) {
        return S3Client.builder().endpointOverride(endpoints.s3()).forcePathStyle(true)
                .region(Region.of(endpoints.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }
}
