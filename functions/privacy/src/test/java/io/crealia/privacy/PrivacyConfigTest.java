package io.crealia.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.platform.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PrivacyConfigTest {
    /**
     * Whatever runs when an erasure begins may write until it is ended, and what it writes must be found: a certificate after five quiet
     * minutes, as it once was, could be followed by the words of a transcription.
     */
    @Test
    void settle_unlessSet_isLongerThanAnyFunctionMayRun() throws IOException {
        var template = Files.readString(Path.of(System.getProperty("crealia.root", "../.."), "template.yaml"));
        var longest = Pattern.compile("^ +Timeout: (\\d+)$", Pattern.MULTILINE).matcher(template).results()
                .mapToLong(match -> Long.parseLong(match.group(1))).max().orElseThrow();
        assertThat(longest).as("the longest timeout of the template, in seconds").isGreaterThanOrEqualTo(900);
        var config = PrivacyConfig.of(
                new Environment(Map.of("CREALIA_INCOMING_BUCKET", "incoming", "CREALIA_MEDIA_BUCKET", "media")));
        assertThat(config.settle()).isGreaterThan(Duration.ofSeconds(longest));
        assertThat(Pattern.compile("CREALIA_PRIVACY_SETTLE: (\\S+)").matcher(template).results()
                .map(match -> Duration.parse(match.group(1)))).isNotEmpty()
                .allMatch(settle -> settle.toSeconds() > longest);
    }
}
