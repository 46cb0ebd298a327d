package io.crealia.local.cloud.mediaconvert.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.mediaconvert.spec.VideoCodec;
import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {

    @ParameterizedTest
    @CsvSource({"FIT_NO_UPSCALE, 1280, 720, 1920, 1080, 1280x720", "FIT_NO_UPSCALE, 1280, 720, 640, 360, 640x360",
            "FIT, 1280, 720, 640, 360, 1280x720", "FIT, 320, 180, 1080, 1920, 102x180",
            "FIT_NO_UPSCALE, 720, 1280, 1080, 1920, 720x1280",
            "FIT_NO_UPSCALE, 640, 360, 321, 181, 320x180", "FIT_NO_UPSCALE, 212, 120, 320, 180, 212x120",
            "STRETCH_TO_OUTPUT, 320, 180, 100, 100, 320x180", "FIT, 1280, 720, 16, 4000, 32x720"})
    void of_bothSides_givesSizeWithoutBars(VideoSpec.Scaling scaling, int width, int height, double shownWidth,
            double shownHeight,
            String expected) {
        Geometry geometry = Geometry.of(spec(scaling, OptionalInt.of(width), OptionalInt.of(height)), shownWidth,
                shownHeight);

        assertThat(geometry.width() + "x" + geometry.height()).isEqualTo(expected);
        assertThat(geometry.plain()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, 320, 180, 180, 320, 102x180, false", "FILL, 180, 320, 320, 180, 568x320, true"})
    void of_otherShape_framesOrCuts(VideoSpec.Scaling scaling, int width, int height, double shownWidth,
            double shownHeight,
            String scaled, boolean cut) {
        Geometry geometry = Geometry.of(spec(scaling, OptionalInt.of(width), OptionalInt.of(height)), shownWidth,
                shownHeight);

        assertThat(geometry.scaledWidth() + "x" + geometry.scaledHeight()).isEqualTo(scaled);
        assertThat(geometry.width()).isEqualTo(width);
        assertThat(geometry.height()).isEqualTo(height);
        assertThat(geometry.cut()).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"FIT, 0, 720, 1920, 1080, 1280x720", "FIT, 640, 0, 1920, 1080, 640x360",
            "FIT_NO_UPSCALE, 0, 720, 640, 360, 640x360",
            "DEFAULT, 0, 0, 641, 361, 640x360"})
    void of_oneSideOrNone_keepsTheShape(VideoSpec.Scaling scaling, int width, int height, double shownWidth,
            double shownHeight,
            String expected) {
        Geometry geometry = Geometry.of(spec(scaling, some(width), some(height)), shownWidth, shownHeight);

        assertThat(geometry.width() + "x" + geometry.height()).isEqualTo(expected);
    }

    private static OptionalInt some(int side) {
        return side == 0 ? OptionalInt.empty() : OptionalInt.of(side);
    }

    private static VideoSpec spec(VideoSpec.Scaling scaling, OptionalInt width, OptionalInt height) {
        return new VideoSpec(width, height, scaling, 50, VideoSpec.Colour.NONE, Optional.empty(), java.util.List.of(),
                new VideoCodec.FrameCapture(Ratio.ONE, 1, 80));
    }
}
