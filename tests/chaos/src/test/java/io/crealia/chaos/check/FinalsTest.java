package io.crealia.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.chaos.cloud.Receiver.Taken;
import io.crealia.chaos.cloud.Transcoder.Created;
import io.crealia.chaos.work.Told;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One asset that went well, and each way in which it could not have. */
class FinalsTest {
    private static final String FOLDER = "acme/a1/run1/transcode/1/";

    /** What {@link Evidence} is made of, before it is. */
    private static final class World {
        private final Told told = new Told().started("u1", "a1").stored();
        private final Map<String, List<Document>> collections = new HashMap<>();
        private final Map<String, Long> media = new HashMap<>(Map.of(FOLDER + "result.json", 10L, FOLDER + "a.m3u8",
                20L, FOLDER + "init.mp4", 5L, FOLDER + "seg.m4s", 6L, "acme/a1/source/original", 30L));
        private final List<String> incoming = new ArrayList<>();
        private final Map<String, Integer> queues = new HashMap<>(Map.of("facts", 0, "facts-dlq", 0));
        private final List<Created> jobs = new ArrayList<>(List.of(new Created("1-a", "run1.transcode.1", false)));
        private final List<Taken> webhooks = new ArrayList<>(List.of(new Taken("acme", "e0", "asset.created", "a1"),
                new Taken("acme", "e1", "asset.ready", "a1"), new Taken("acme", "e1", "asset.ready", "a1")));
        private int failures = 2;

        World() {
            put("uploads", new Document("_id", "u1").append("tenantId", "acme").append("assetId", "a1")
                    .append("sizeBytes", 7L).append("state", "asset_created").append("outbox", List.of()));
            put("runs", new Document("_id", "run1").append("tenantId", "acme").append("assetId", "a1")
                    .append("state", "READY").append("endedAt", new Date()).append("outbox", List.of())
                    .append("steps", new Document("transcode", new Document("resultKey", FOLDER + "result.json"))));
            put("assets", new Document("_id", "a1").append("tenantId", "acme").append("state", "ready"));
            put("transcoding_jobs", new Document("_id", "run1.transcode.1").append("tenantId", "acme")
                    .append("assetId", "a1").append("state", "COMPLETE"));
            put("costs", row("c1"));
            put("webhook_deliveries", new Document("_id", "d1").append("tenantId", "acme").append("assetId", "a1")
                    .append("type", "asset.ready").append("state", "succeeded").append("begun", 1));
            put("budget_days", new Document("_id", "acme/day").append("spent", 5L));
            put("budget_grants", new Document("_id", "acme/g").append("day", "acme/day").append("micros", 5L));
            put("quota_days", new Document("_id", "acme/day").append("items", 1L));
        }

        static Document row(String id) {
            return new Document("_id", id).append("tenantId", "acme").append("assetId", "a1")
                    .append("token", "run1.transcode.1").append("item", "minutes").append("kind", "ACTUAL");
        }

        void put(String collection, Document document) {
            collections.computeIfAbsent(collection, _ -> new ArrayList<>()).add(document);
        }

        Document first(String collection) {
            return collections.get(collection).getFirst();
        }

        Violations check() {
            var violations = new Violations();
            new Finals(new Evidence(told.book(), collections, media,
                    Map.of(FOLDER + "result.json", "{\"hls\":{\"master\":\"" + FOLDER + "a.m3u8\"},\"name\":\"a/b\"}",
                            FOLDER + "a.m3u8", "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:1,\nseg.m4s\n"),
                    incoming,
                    queues, jobs, webhooks, failures), violations).check();
            return violations;
        }
    }

    private record Plant(String name, String caughtBy, Consumer<World> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Plant plant(String name, String caughtBy, Consumer<World> change) {
        return new Plant(name, caughtBy, change);
    }

    static Stream<Plant> plants() {
        return Stream.of(
                plant("an outbox is not empty", "QUIESCE", world -> world.first("runs").put("outbox",
                        List.of(new Document("id", "m1")))),
                plant("an erasure's outbox is not empty", "QUIESCE", world -> world.put("erasures",
                        new Document("_id", "x").append("outbox", List.of(new Document("id", "m1"))))),
                plant("a run goes on", "QUIESCE", world -> world.first("runs").put("state", "RUNNING")),
                plant("a run is due", "QUIESCE", world -> world.first("runs").put("nextAt", new Date())),
                plant("an upload waits", "QUIESCE", world -> world.first("uploads").put("state", "processing")),
                plant("a dead letter", "QUIESCE", world -> world.queues.put("facts-dlq", 1)),
                plant("a job has no end", "QUIESCE",
                        world -> world.first("transcoding_jobs").put("state", "SUBMITTED")),
                plant("a deletion does not end", "QUIESCE", world -> {
                    world.told.deleted();
                    world.first("assets").put("state", "deleting");
                }),
                plant("an upload is lost", "ACKED", world -> world.collections.get("uploads").clear()),
                plant("an upload has another asset", "ACKED", world -> world.first("uploads").put("assetId", "a2")),
                plant("a deletion is forgotten", "ACKED", world -> world.told.deleted()),
                plant("an answer of 500", "ACKED", world -> world.told.problem("ACKED")),
                plant("a run is lost", "NO_LOSS", world -> world.collections.get("runs").clear()),
                plant("an asset is lost", "NO_LOSS", world -> world.collections.get("assets").clear()),
                plant("an asset is behind its run", "NO_LOSS",
                        world -> world.first("assets").put("state", "preparing")),
                plant("a good film fails", "NO_LOSS", world -> {
                    world.first("runs").put("state", "FAILED");
                    world.first("assets").put("state", "errored");
                }),
                plant("a ledger row is lost", "NO_LOSS", world -> world.collections.get("costs").clear()),
                plant("a webhook is lost", "NO_LOSS",
                        world -> world.webhooks.removeIf(each -> each.type().equals("asset.ready"))),
                plant("two uploads for one key", "NO_DUP_EFFECT", world -> world.put("uploads",
                        new Document(world.first("uploads")).append("_id", "u2"))),
                plant("two runs for one upload", "NO_DUP_EFFECT", world -> world.put("runs",
                        new Document(world.first("runs")).append("_id", "run2"))),
                plant("two jobs for one attempt", "NO_DUP_EFFECT",
                        world -> world.jobs.add(new Created("2-a", "run1.transcode.1", true))),
                plant("a ledger row twice", "NO_DUP_EFFECT", world -> world.put("costs", World.row("c2"))),
                plant("two webhook ids for one end", "NO_DUP_EFFECT",
                        world -> world.webhooks.add(new Taken("acme", "e2", "asset.ready", "a1"))),
                plant("another tenant's run", "TENANT", world -> world.first("runs").put("tenantId", "zeta")),
                plant("another tenant is told", "TENANT",
                        world -> world.webhooks.add(new Taken("zeta", "e1", "asset.ready", "a1"))),
                plant("less spent than granted", "CONSERVE", world -> world.first("budget_days").put("spent", 4L)),
                plant("much more spent than granted", "CONSERVE",
                        world -> world.first("budget_days").put("spent", 16L)),
                plant("the quota forgets", "CONSERVE", world -> world.first("quota_days").put("items", 0L)),
                plant("the quota invents", "CONSERVE", world -> world.first("quota_days").put("items", 4L)),
                plant("an output is lost", "OUTPUT", world -> world.media.remove(FOLDER + "a.m3u8")),
                plant("a segment is lost", "OUTPUT", world -> world.media.remove(FOLDER + "seg.m4s")),
                plant("an init segment is lost", "OUTPUT", world -> world.media.remove(FOLDER + "init.mp4")),
                plant("a result is lost", "OUTPUT", world -> world.media.remove(FOLDER + "result.json")),
                plant("an output is empty", "OUTPUT", world -> world.media.put(FOLDER + "a.m3u8", 0L)),
                plant("parts are nobody's", "NO_ORPHAN", world -> world.incoming.add("acme/u9/source")),
                plant("an object is of no asset", "NO_ORPHAN", world -> world.media.put("acme/a9/x", 1L)),
                plant("an object outlives its asset", "NO_ORPHAN", world -> {
                    world.told.deleted();
                    world.first("assets").put("state", "deleted");
                }));
    }

    @Test
    void whatWentWell_isNoViolation() {
        assertThat(new World().check().byName()).isEmpty();
    }

    @Test
    void aWebhookThatIsTriedAgainLater_isNotLost() {
        var world = new World();
        world.webhooks.removeIf(each -> each.type().equals("asset.ready"));
        world.first("webhook_deliveries").append("state", "waiting").append("visitAt",
                Date.from(java.time.Instant.now().plusSeconds(200)));

        assertThat(world.check().byName()).isEmpty();
    }

    @Test
    void anErasedAsset_leavesNothing() {
        var world = new World();
        world.told.deleted();
        world.first("assets").put("state", "deleted");
        world.collections.get("uploads").clear();
        world.media.clear();

        assertThat(world.check().byName()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plants")
    void whatIsWrong_isCaughtByItsName(Plant plant) {
        var world = new World();
        plant.change().accept(world);

        assertThat(world.check().byName()).containsKey(plant.caughtBy());
    }
}
