package io.crealia.local.cloud.mediaconvert.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.ffmpeg.Ratio;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRatesTest {

    @ParameterizedTest
    @CsvSource({"30/1, 30/1, 30/1", "30000/1001, 30000/1001, 30000/1001", "15/1, 15/1, 15/1", "120/1, 120/1, 60/1",
            "30/1, 25303/1000, 30/1", "1000/1, 24/1, 24/1", "90000/1, 29970/1000, 30000/1001", "0/1, 0/1, 30/1",
            "57/1, 44/1, 60000/1001"})
    void forSource_ratesOfTheFile_giveOneConstantRate(String nominal, String average, String expected) {
        assertThat(FrameRates.forSource(video(ratio(nominal), ratio(average)))).hasToString(expected);
    }

    private static Ratio ratio(String text) {
        String[] parts = text.split("/");
        return new Ratio(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    private static MediaInfo.Video video(Ratio nominal, Ratio average) {
        return new MediaInfo.Video(0, "h264", "avc1", "High", 31, 320, 180, 0, Ratio.ONE, nominal, average, "yuv420p",
                8, "", "", "",
                "", "progressive", OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(), false);
    }
}
