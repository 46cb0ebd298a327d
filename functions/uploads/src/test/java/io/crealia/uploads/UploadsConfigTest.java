package io.crealia.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadsConfigTest {
    private static final Map<String, String> LEAST = Map.of("CREALIA_INCOMING_BUCKET", "in", "CREALIA_MEDIA_BUCKET",
            "out");

    @Test
    void of_bucketsOnly_hasDefaults() {
        assertThat(UploadsConfig.of(new Environment(LEAST))).isEqualTo(new UploadsConfig("in", "out", 53_687_091_200L,
                104_857_600, 16_777_216, Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofHours(24)));
    }

    @ParameterizedTest
    @CsvSource({"CREALIA_INCOMING_BUCKET,''", "CREALIA_MEDIA_BUCKET,''", "CREALIA_UPLOADS_MAX_BYTES,0",
            "CREALIA_UPLOADS_MAX_BYTES,5497558138881", "CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES,5368709121",
            "CREALIA_UPLOADS_PART_BYTES,5242879", "CREALIA_UPLOADS_PART_BYTES,much",
            "CREALIA_UPLOADS_SIGNATURE_TTL,PT61M", "CREALIA_UPLOADS_SIGNATURE_TTL,PT0S",
            "CREALIA_UPLOADS_EXPIRY,PT14M", "CREALIA_UPLOADS_EXPIRY,tomorrow", "CREALIA_UPLOADS_ORPHAN_AGE,PT0S"})
    void of_impossibleValue_namesTheVariable(String variable, String value) {
        var variables = new HashMap<>(LEAST);
        variables.put(variable, value);

        assertThatThrownBy(() -> UploadsConfig.of(new Environment(variables)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining(variable);
    }
}
