package io.crealia.assets;

import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * @param base public address of the API, without a slash at the end
 * @param life of playback addresses
 */
record PlaybackConfig(URI base, Duration life) {
    private static final String BASE = "CREALIA_PLAYBACK_BASE_URL";
    private static final String KEY = "CREALIA_PLAYBACK_KEY";

    static PlaybackConfig of(Environment environment) {
        var base = environment.uri(BASE).orElseThrow(() -> new ConfigurationException(BASE, "an absolute URI"));
        if (base.toString().endsWith("/")) {
            throw new ConfigurationException(BASE, "an absolute URI without a slash at the end");
        }
        return new PlaybackConfig(base, environment.duration("CREALIA_PLAYBACK_TTL", Duration.ofHours(6)));
    }

    /** @throws ConfigurationException if the key is too short to resist guessing */
    static byte[] key(Secrets secrets) {
        var key = secrets.value(KEY, "CREALIA_PLAYBACK_SECRET_ARN").getBytes(StandardCharsets.UTF_8);
        if (key.length < PlaybackTokens.MIN_KEY_BYTES) {
            throw new ConfigurationException(KEY, "a secret of at least " + PlaybackTokens.MIN_KEY_BYTES + " bytes");
        }
        return key;
    }
}
