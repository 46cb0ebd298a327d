package io.crealia.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.crealia.chaos.cloud.Stores;
import java.nio.file.Path;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** One run of two processes, and then the stores are tampered with: whoever finds nothing there would find nothing ever. */
class ChaosTest {
    private static final int KILLS = Integer.getInteger("crealia.chaos.kills", 20);
    /** Kept where a test fails, for whoever looks for the cause. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;
    private static ChaosRun run;
    private static Report report;

    @BeforeAll
    static void killAgainAndAgain() throws Exception {
        var seed = Long.getLong("crealia.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dcrealia.seed), data and logs in " + folder);
        run = new ChaosRun(new ChaosSettings(Path.of(System.getProperty("crealia.root")), folder, KILLS,
                Integer.getInteger("crealia.chaos.assets", 50), seed, ChaosSettings.FAULTS), System.out::println);
        report = run.run();
        System.out.print(report.text());
    }

    @AfterAll
    static void end() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    void killedProcesses_loseNothing() {
        assertThat(report.violations().byName()).isEmpty();
        assertThat(report.kills()).hasSize(KILLS);
        assertThat(report.terminalMillis()).isBetween(0L, 120_000L);
    }

    private static Stores stores() {
        return run.cloud().stores();
    }

    private static MongoCollection<Document> collection(String name) {
        return stores().database().getCollection(name);
    }

    private static void assertCaught(String invariant) {
        assertThat(run.check().byName()).containsKey(invariant);
    }

    private static void assertGoodAgain() {
        assertThat(run.check().byName()).isEmpty();
    }

    @Test
    void deletedOutput_isCaught() {
        var key = stores().objects(Stores.MEDIA, "").keySet().stream()
                .filter(each -> each.endsWith("index.m3u8") && stays(each)).findFirst().orElseThrow();
        var bytes = stores().s3().getObjectAsBytes(get -> get.bucket(Stores.MEDIA).key(key)).asByteArray();
        stores().s3().deleteObject(delete -> delete.bucket(Stores.MEDIA).key(key));

        assertCaught("OUTPUT");

        stores().s3().putObject(put -> put.bucket(Stores.MEDIA).key(key), RequestBody.fromBytes(bytes));
        assertGoodAgain();
    }

    // An asset that is being erased owes nobody anything.
    private static boolean stays(String key) {
        var asset = key.split("/", 3)[1];
        return run.book().started().stream().anyMatch(each -> each.assetId().equals(asset) && !each.plan().deleted());
    }

    @Test
    void objectOfNobody_isCaught() {
        stores().s3().putObject(put -> put.bucket(Stores.MEDIA).key("acme/nobody/x"), RequestBody.fromString("x"));

        assertCaught("NO_ORPHAN");

        stores().s3().deleteObject(delete -> delete.bucket(Stores.MEDIA).key("acme/nobody/x"));
        assertGoodAgain();
    }

    @Test
    void doubledLedgerRow_isCaught() {
        var row = collection("costs").find().first();
        collection("costs").insertOne(new Document(row).append("_id", "twice"));

        assertCaught("NO_DUP_EFFECT");

        collection("costs").deleteOne(new Document("_id", "twice"));
        assertGoodAgain();
    }

    @Test
    void lostUpload_isCaught() {
        var upload = collection("uploads").find(new Document("assetId", staying())).first();
        collection("uploads").deleteOne(new Document("_id", upload.get("_id")));

        assertCaught("ACKED");

        collection("uploads").insertOne(upload);
        assertGoodAgain();
    }

    private static String staying() {
        return run.book().started().stream().filter(each -> !each.plan().deleted()).findFirst().orElseThrow().assetId();
    }

    @Test
    void lostRun_isCaught() {
        var lost = collection("runs").find(new Document("assetId", staying())).first();
        collection("runs").deleteOne(new Document("_id", lost.get("_id")));

        assertCaught("NO_LOSS");

        collection("runs").insertOne(lost);
        assertGoodAgain();
    }

    @Test
    void lostWebhook_isCaught() {
        var asset = staying();
        var kept = run.cloud().receiver().forget(asset);
        var deliveries = collection("webhook_deliveries").find(new Document("assetId", asset))
                .into(new java.util.ArrayList<>());
        collection("webhook_deliveries").deleteMany(new Document("assetId", asset));

        assertCaught("NO_LOSS");

        deliveries.forEach(collection("webhook_deliveries")::insertOne);
        run.cloud().receiver().remember(kept);
        assertGoodAgain();
    }

    @Test
    void anotherTenantsRun_isCaught() {
        var asset = staying();
        var tenant = collection("runs").find(new Document("assetId", asset)).first().getString("tenantId");
        own(asset, UUID.randomUUID().toString());

        assertCaught("TENANT");

        own(asset, tenant);
        assertGoodAgain();
    }

    private static void own(String asset, String tenant) {
        collection("runs").updateOne(new Document("assetId", asset),
                new Document("$set", new Document("tenantId", tenant)));
    }

    @Test
    void deadLetter_isCaught() {
        var url = stores().sqs().getQueueUrl(get -> get.queueName("crealia-local-workflow-facts-dlq")).queueUrl();
        stores().sqs().sendMessage(send -> send.queueUrl(url).messageBody("poison"));

        assertCaught("QUIESCE");

        stores().sqs().purgeQueue(purge -> purge.queueUrl(url));
        assertGoodAgain();
    }

    @Test
    void budgetThatForgets_isCaught() {
        var day = collection("budget_days").find().first();
        spent(day, 0L);

        assertCaught("CONSERVE");

        spent(day, day.getLong("spent"));
        assertGoodAgain();
    }

    private static void spent(Document day, long micros) {
        collection("budget_days").updateOne(new Document("_id", day.get("_id")),
                new Document("$set", new Document("spent", micros)));
    }
}
