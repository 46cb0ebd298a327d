package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.RunChoice;
import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ai.Fault;
import io.crealia.testkit.ai.FaultyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider that does everything wrong, behind the whole product: every run ends, nothing is counted twice, and nothing
 * hostile comes out of the API. Faults of time are tested in functions/ai, where the clock can be moved.
 */
class AiFaultsTest {
    private static final Set<Fault> OF_TIME = EnumSet.of(Fault.NONE, Fault.SILENCE, Fault.TRICKLE,
            Fault.RETRY_AFTER_SECONDS, Fault.RETRY_AFTER_DATE, Fault.RETRY_AFTER_A_DAY);
    /** What a right answer follows soon after; the others stay. */
    private static final Set<Fault> PASSING = EnumSet.of(Fault.STATUS_408, Fault.STATUS_409, Fault.STATUS_425,
            Fault.STATUS_429, Fault.STATUS_500, Fault.STATUS_502, Fault.STATUS_503, Fault.STATUS_504, Fault.STATUS_529,
            Fault.RESET_BEFORE_ANSWER, Fault.RESET_MID_BODY, Fault.HTML_WITH_200, Fault.EMPTY_BODY);
    private static final List<String> HOSTILE = List.of("<script", "alert(1)", "javascript:", "evil.example",
            "secret words of the provider", "etc/passwd", "$ne", "$where", "Set-Cookie", "\u202e", "\\u202e", "\\u0000",
            "As the speaker demands", "xxxxxxxxxxxxxxxxxxxx");

    @TempDir
    static Path folder;
    private static FaultyProvider provider;
    private static Edition edition;
    private static Path clip;

    @BeforeAll
    static void start() throws IOException {
        provider = FaultyProvider.start();
        edition = Edition.start(folder.resolve("home"),
                Map.of("CREALIA_AI_BASE_URL", provider.base().toString(), "CREALIA_AI_SPEECH_REVIEW", "none",
                        "CREALIA_AI_PRICE_INPUT_MILLION", "1000000", "CREALIA_AI_PRICE_OUTPUT_MILLION", "1000000",
                        "CREALIA_AI_PRICE_SPEECH_MINUTE", "6000", "CREALIA_WORKFLOW_BACKOFF_BASE", "PT0.1S",
                        "CREALIA_WORKFLOW_BACKOFF_MAX", "PT0.2S"));
        var clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                folder.resolve("home/cloud/mediaconvert/ffmpeg"));
        var speech = folder.resolve("speech.wav");
        SpeechSample.write("Bread needs time, friends. Give the dough an hour and keep it warm.", speech);
        clip = clips.speaking("speaking.mp4", "320x180", speech);
    }

    @AfterAll
    static void stop() {
        edition.close();
        provider.close();
    }

    @Test
    void everyFault_runEndsLedgerIsExactAndNothingHostileIsShown() throws IOException {
        var states = new HashMap<Fault, String>();
        var faults = EnumSet.complementOf(EnumSet.copyOf(OF_TIME));
        for (var fault : faults) {
            provider.reset();
            if (PASSING.contains(fault)) {
                provider.next(fault);
            } else {
                provider.always(fault);
            }
            var id = upload();
            var asset = edition.finishedSwept(id);
            states.put(fault, asset.path("state").asText());

            assertThat(asset.path("state").asText()).as(fault + " " + asset).startsWith("ready");
            assertThat(asset.path("playable").asBoolean()).as(fault.name()).isTrue();
            System.out.printf("%-24s %-15s %s, %d requests%n", fault, asset.path("state").asText(),
                    asset.path("reason").path("code").asText(), provider.requests().size());
            var shown = shown(id);
            HOSTILE.forEach(text -> assertThat(shown).as(fault + " shows " + text).doesNotContain(text));
            assertThat(rows(id)).as("ledger of " + fault).doesNotHaveDuplicates();
            assertThat(provider.requests()).as(fault + " was met").isNotEmpty();
            if (!asset.path("state").asText().equals("ready")) {
                provider.reset();
                assertThat(edition.finishedSwept(upload()).path("state").asText()).as("the asset after " + fault)
                        .isEqualTo("ready");
            }
        }
        assertThat(faults).hasSizeGreaterThanOrEqualTo(25);
        PASSING.forEach(fault -> assertThat(states.get(fault)).as(fault.name()).isEqualTo("ready"));
        assertThat(states.get(Fault.STATUS_401)).isEqualTo("ready_degraded");
        assertThat(states.get(Fault.MARKDOWN_FENCES)).isEqualTo("ready");
        assertThat(states.get(Fault.SCRIPT_TAGS)).isEqualTo("ready_degraded");
        // Last, because it opens the circuit for half a minute.
        provider.reset();
        provider.always(Fault.STATUS_503);
        var outage = edition.finishedSwept(upload());
        assertThat(outage.path("state").asText()).isEqualTo("ready_degraded");
        assertThat(outage.path("reason").path("code").asText()).isEqualTo("ai.unavailable");
        assertThat(provider.requests()).hasSizeLessThanOrEqualTo(6);
    }

    private static String upload() throws IOException {
        return new FileUploader(edition.api())
                .upload(clip, RunChoice.of("stream", "educational", "en", Optional.empty()), _ -> {}).path("asset_id")
                .asText();
    }

    /** Everything that the API says of an asset, as text. */
    private static String shown(String id) {
        var all = new StringBuilder();
        for (var part : List.of("", "/captions", "/highlights", "/reels", "/report", "/cost", "/events", "/playback",
                "/renditions")) {
            all.append(Json.text(edition.api().get("/v1/assets/" + id + part)));
        }
        for (var track : edition.api().get("/v1/assets/" + id + "/captions").path("data")) {
            all.append(Json.text(edition.api()
                    .get("/v1/assets/" + id + "/captions/" + track.path("language").asText())));
        }
        return all.toString();
    }

    private static List<String> rows(String id) {
        var rows = new ArrayList<String>();
        for (var run : edition.api().get("/v1/assets/" + id + "/cost").path("runs")) {
            for (JsonNode row : run.path("rows")) {
                rows.add(run.path("run_id").asText() + " " + row.path("step").asText() + " "
                        + row.path("attempt").asText() + " " + row.path("item").asText() + " "
                        + row.path("kind").asText());
            }
        }
        return rows;
    }
}
