package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.SourceMedia.Audio;
import io.crealia.assets.domain.SourceMedia.Video;
import io.crealia.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceMediaTest {
    @Test
    void of_rotatedHlg_givesDisplaySizeAndHdr() {
        var media = SourceMedia.of(Json.parse(Samples.PROBE));

        assertThat(media.durationMs()).contains(10_010L);
        assertThat(media.video()).contains(new Video(1080, 1920, 29.97, true));
        assertThat(media.audio()).contains(new Audio("aac", 2, 48_000));
    }

    @ParameterizedTest
    @CsvSource({"0,1920", "90,1080", "180,1920", "270,1080", "-90,1080", "360,1920"})
    void of_rotation_turnsByQuarters(int rotation, int width) {
        var probe = Samples.PROBE.replace("\"rotation\":90", "\"rotation\":" + rotation);

        assertThat(SourceMedia.of(Json.parse(probe)).video().orElseThrow().width()).isEqualTo(width);
    }

    @Test
    void of_audioOnly_hasNoVideo() {
        var media = SourceMedia.of(
                Json.parse(
                        "{\"media\":{\"duration_ms\":5,\"audio\":{\"codec\":\"mp3\",\"channels\":1,\"sample_rate\":44100}}}"));

        assertThat(media.video()).isEmpty();
        assertThat(media.audio()).contains(new Audio("mp3", 1, 44_100));
    }

    @Test
    void of_emptyDocument_hasNothing() {
        assertThat(SourceMedia.of(Json.object()).durationMs()).isEmpty();
    }
}
