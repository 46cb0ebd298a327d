package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.ApiException;
import io.crealia.local.cli.Main;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An asset that plays is backed up, lost and restored, and plays again; one that was erased meanwhile stays erased. */
class BackupTest {
    @TempDir
    static Path folder;

    private static void wipe(MongoDatabase database) {
        database.listCollectionNames().into(new ArrayList<>())
                .forEach(name -> database.getCollection(name).deleteMany(new Document()));
    }

    @Test
    void backupWipeRestore_playsAgainAndStaysErased() throws IOException {
        var home = folder.resolve("home");
        try (var edition = Edition.start(home,
                Map.of("CREALIA_PRIVACY_SETTLE", "PT1S", "CREALIA_PRIVACY_REPLAY", "PT1S"));
                var mongo = MongoClients.create(edition.local().cloud().endpoints().mongoUri().toString())) {
            var clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                    home.resolve("cloud/mediaconvert/ffmpeg"));
            var clip = clips.landscape("clip.mp4", "320x180", 1);
            var kept = edition.process(clip);
            var erased = edition.process(clip);
            assertThat(kept.path("state").asText()).isEqualTo("ready");
            assertThat(crealia("backup", home)).isZero();

            var erasedId = erased.path("id").asText();
            var erasure = edition.api().post("/v1/privacy/erasures", Json.object().put("asset_id", erasedId), "erase")
                    .path("id").asText();
            certified(edition, erasure);
            var database = mongo.getDatabase("crealia");
            wipe(database);
            assertThat(edition.asset(kept.path("id").asText())).isEmpty();

            assertThat(crealia("restore", home)).isZero();

            var again = edition.asset(kept.path("id").asText()).orElseThrow();
            assertThat(again).isEqualTo(kept);
            clips.play(edition.playback(again).path("hls").asText());
            // It was in the backup; the certificate in the media bucket says that it must not come back.
            certified(edition, erasure);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                    edition.asset(erasedId).orElseThrow().path("state").asText()).isEqualTo("deleted"));
            assertThat(crealia("backup", home)).isZero();
            assertThat(Main.run("restore", "--drill", "--home", home.toString())).isZero();
        }
    }

    private static int crealia(String command, Path home) {
        return Main.run(command, "--home", home.toString());
    }

    private static void certified(Edition edition, String erasure) {
        await("erasure " + erasure).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
            edition.local().runtime().scheduler().trigger("PrivacyRetention");
            return state(edition.api(), erasure);
        }, "certified"::equals);
    }

    private static String state(ApiClient api, String erasure) {
        try {
            return api.get("/v1/privacy/erasures/" + erasure).path("state").asText();
        } catch (ApiException e) {
            return e.toString();
        }
    }
}
