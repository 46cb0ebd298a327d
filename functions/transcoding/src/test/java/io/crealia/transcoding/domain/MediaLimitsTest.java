package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.FailureKind;
import io.crealia.transcoding.Sources;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MediaLimitsTest {
    private static final EncodePolicy POLICY = EncodePolicy.of(Duration.ofHours(4), 8192L * 4320);

    static Stream<Arguments> refused() {
        return Stream.of(Arguments.of(Sources.lasting(14_400_001), "media.too_long"),
                Arguments.of(new MediaInfo("mp4", 1000, 1, Optional.empty(), Optional.empty()), "media.no_streams"),
                Arguments.of(Sources.lasting(0), "media.unreadable"),
                Arguments.of(Sources.of(Sources.video(8194, 4320)), "media.too_large"),
                Arguments.of(Sources.of(Sources.video(1920, 31)), "media.too_small"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuse_outsideALimit_isARejectionWithItsCode(MediaInfo info, String code) {
        var failure = MediaLimits.refuse(info, POLICY).orElseThrow();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(FailureKind.REJECT);
    }

    @Test
    void refuse_atTheLimits_isNothing() {
        assertThat(MediaLimits.refuse(Sources.lasting(14_400_000), POLICY)).isEmpty();
        assertThat(MediaLimits.refuse(Sources.of(Sources.video(8192, 4320)), POLICY)).isEmpty();
        assertThat(MediaLimits.refuse(Sources.of(Sources.video(33, 32)), POLICY)).isEmpty();
        assertThat(MediaLimits.refuse(Sources.soundOnly(), POLICY)).isEmpty();
    }
}
