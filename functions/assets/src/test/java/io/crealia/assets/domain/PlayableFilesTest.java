package io.crealia.assets.domain;

import static io.crealia.assets.Samples.FOLDER;
import static io.crealia.assets.Samples.HLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.Understanding;
import io.crealia.assets.domain.PlayableFiles.File;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlayableFilesTest {
    private final PlayableFiles files = files(Samples.TRANSCODE, Samples.STILLS);

    @Test
    void find_namesThatWeHandOut_areTheResultsKeys() {
        assertThat(files.find("index.m3u8")).contains(new File.OfMaster(HLS + "index.m3u8", List.of()));
        assertThat(files.find("index_720.m3u8")).contains(new File.OfPlaylist(HLS + "index_720.m3u8"));
        assertThat(files.find("index_720_000000001.cmfv")).contains(new File.OfBytes(HLS + "index_720_000000001.cmfv"));
        assertThat(files.find("video.mp4")).contains(new File.OfBytes(FOLDER + "transcode/1/mp4/video_540.mp4"));
        assertThat(files.find("poster.jpg")).contains(new File.OfBytes(FOLDER + "stills/1/poster.jpg"));
        assertThat(files.find("storyboard.jpg")).contains(new File.OfBytes(FOLDER + "stills/1/storyboard.jpg"));
        assertThat(files.find("storyboard.vtt")).contains(new File.OfCues(FOLDER + "stills/1/storyboard.vtt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "../../source/original", "..%2f..%2fsource%2foriginal", "%2e%2e/x.ts",
            "hls/index.m3u8", "/index.m3u8", "index.m3u8/", "index.m3u8/..", "result.json", "x.exe", "x.ts/../y.ts",
            "a\\b.ts", "x.ts\u0000.jpg", "x.ts\n", "x..ts", ".ts", "x.m3u8?a", "poster.jpg.ts", "X.TS", "другое.ts"})
    void find_otherForms_areNothing(String path) {
        assertThat(files.find(path)).isEmpty();
    }

    @Test
    void find_nameOfMaximalLength_isTheLastThatPasses() {
        assertThat(files.find("a".repeat(100) + ".ts")).isPresent();
        assertThat(files.find("a".repeat(101) + ".ts")).isEmpty();
    }

    @Test
    void find_resultsMissing_areNothing() {
        var nothing = PlayableFiles.of(Asset.first(Samples.ready(1), Map.of()));

        assertThat(nothing.find("index.m3u8")).isEmpty();
        assertThat(nothing.find("index_720.m3u8")).isEmpty();
        assertThat(nothing.find("poster.jpg")).isEmpty();
        assertThat(nothing.find("video.mp4")).isEmpty();
    }

    @Test
    void find_keysOutsideTheAssetsFolder_areNothing() {
        var foreign = files(Samples.TRANSCODE.replace("acme/", "rival/"), Samples.STILLS.replace("acme/", "rival/"));

        assertThat(foreign.find("index.m3u8")).isEmpty();
        assertThat(foreign.find("index_720.m3u8")).isEmpty();
        assertThat(foreign.find("video.mp4")).isEmpty();
        assertThat(foreign.find("poster.jpg")).isEmpty();
        assertThat(foreign.find("storyboard.vtt")).isEmpty();
    }

    @Test
    void find_mp4Skipped_isNothing() {
        assertThat(files(Samples.TRANSCODE.replace("\"kind\":\"mp4\",\"state\":\"ready\"",
                "\"kind\":\"mp4\",\"state\":\"skipped\""), Samples.STILLS).find("video.mp4")).isEmpty();
    }

    @Test
    void find_reelsThatAreReady_areTheirKeys() {
        var files = understood(Understanding.CAPTIONS, Understanding.REELS);

        assertThat(files.reels()).containsExactly("h1");
        assertThat(files.find("reel_h1.mp4")).contains(new File.OfBytes(FOLDER + "reels/1/h1.mp4"));
        assertThat(files.find("reel_h2.mp4")).isEmpty();
        assertThat(files.find("reel_h3.mp4")).isEmpty();
        assertThat(understood("{}", Understanding.REELS.replace("acme/", "rival/")).reels()).isEmpty();
        assertThat(understood("{}", Understanding.REELS.replace("\"h1\"", "\"../h1\"")).reels()).isEmpty();
    }

    @Test
    void find_reelThatDoesNotConform_isNotServed() {
        for (var failed : List.of("[\"h1\"]", "[\"h2\"]")) {
            var verify = "{\"schema\":1,\"ok\":true,\"failed_reels\":" + failed + "}";
            var files = PlayableFiles.of(Asset.first(Samples.ready(1),
                    Map.of(Step.REELS, new StepResult(Understanding.REELS_KEY, Json.parse(Understanding.REELS)),
                            Step.VERIFY, new StepResult(Samples.STILLS_KEY, Json.parse(verify)))));

            assertThat(files.reels()).isEqualTo(failed.contains("h1") ? List.of() : List.of("h1"));
            assertThat(files.find("reel_h1.mp4").isPresent()).isEqualTo(!failed.contains("h1"));
        }
    }

    @Test
    void find_publishedCaptions_arePlaylistSegmentAndMaster() {
        var files = understood(Understanding.CAPTIONS, "{}");
        var english = new LanguageTag("en");

        assertThat(files.find("captions_en.m3u8"))
                .contains(new File.OfCaptions(Understanding.VTT_KEY, english, Duration.ofMillis(10_010)));
        assertThat(files.find("captions_en.vtt")).contains(new File.OfSubtitles(Understanding.VTT_KEY));
        assertThat(((File.OfMaster) files.find("index.m3u8").orElseThrow()).captions())
                .extracting(CaptionTrack::language).containsExactly(english);
        for (var path : List.of("captions_de.m3u8", "captions_EN.m3u8", "captions_en.srt", "captions_.vtt",
                "captions_en.vtt/", "captions_../x.vtt")) {
            assertThat(files.find(path)).as(path).isEmpty();
        }
    }

    @Test
    void find_captionsInReview_appearNowhere() {
        var files = understood(Understanding.CAPTIONS.replace("published", "needs_review"), "{}");

        assertThat(files.find("captions_en.m3u8")).isEmpty();
        assertThat(files.find("captions_en.vtt")).isEmpty();
        assertThat(files.find("index.m3u8")).contains(new File.OfMaster(HLS + "index.m3u8", List.of()));
    }

    private static PlayableFiles understood(String captions, String reels) {
        return PlayableFiles.of(Asset.first(Samples.ready(1),
                Map.of(Step.TRANSCODE, new StepResult(Samples.TRANSCODE_KEY, Json.parse(Samples.TRANSCODE)),
                        Step.CAPTIONS, new StepResult(Understanding.CAPTIONS_KEY, Json.parse(captions)), Step.REELS,
                        new StepResult(Understanding.REELS_KEY, Json.parse(reels)))));
    }

    private static PlayableFiles files(String transcode, String stills) {
        return PlayableFiles.of(Asset.first(Samples.ready(1),
                Map.of(Step.TRANSCODE, new StepResult(Samples.TRANSCODE_KEY, Json.parse(transcode)), Step.STILLS,
                        new StepResult(Samples.STILLS_KEY, Json.parse(stills)))));
    }
}
