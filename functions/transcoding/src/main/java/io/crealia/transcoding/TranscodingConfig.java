package io.crealia.transcoding;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.transcoding.adapter.MediaConvertSettings;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.transcoding.domain.Prices;
import io.crealia.transcoding.usecase.DriveJob;
import java.time.Duration;

/** What the transcoding functions are told by their environment. */
record TranscodingConfig(MediaConvertSettings mediaConvert, EncodePolicy policy, Prices prices, Duration adoptAfter) {
    private static final int MOST_PERMILLE = 1_000_000;
    private static final long MAX_PIXELS = 8192L * 4320;

    /** @throws ConfigurationException naming the variable that is missing or malformed */
    static TranscodingConfig of(Environment environment) {
        var queue = environment.required("CREALIA_TRANSCODING_QUEUE_ARN");
        if (queue.split(":", -1).length < 6) {
            throw new ConfigurationException("CREALIA_TRANSCODING_QUEUE_ARN", "the ARN of a MediaConvert queue");
        }
        return new TranscodingConfig(
                new MediaConvertSettings(environment.required("CREALIA_TRANSCODING_ROLE_ARN"), queue,
                        environment.required("CREALIA_MEDIA_BUCKET")),
                EncodePolicy.of(environment.duration("CREALIA_TRANSCODING_MAX_DURATION", Duration.ofHours(4)),
                        environment.number("CREALIA_TRANSCODING_MAX_PIXELS", 1, MAX_PIXELS)),
                new Prices(permille(environment)),
                environment.duration("CREALIA_TRANSCODING_ADOPT_AFTER", DriveJob.ADOPT_AFTER));
    }

    private static int permille(Environment environment) {
        var permille = environment.number("CREALIA_TRANSCODING_PRICE_PERMILLE", 0, 1000);
        if (permille > MOST_PERMILLE) {
            throw new ConfigurationException("CREALIA_TRANSCODING_PRICE_PERMILLE",
                    "a whole number from 0 to " + MOST_PERMILLE);
        }
        return (int) permille;
    }
}
