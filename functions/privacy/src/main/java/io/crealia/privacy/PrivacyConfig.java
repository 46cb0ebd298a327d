package io.crealia.privacy;

import io.crealia.platform.config.Environment;
import io.crealia.privacy.adapter.MongoExpiring;
import java.time.Duration;

/**
 * @param settle how long nothing may be found before an erasure is certified; longer than any function may run (900 s)
 * @param replay how often the register of certificates is compared with the database
 * @param rejected how long an asset stays whose file was refused
 * @param exports how long an archive is kept
 * @param periods how long rows stay
 */
record PrivacyConfig(String incomingBucket, String mediaBucket, Duration settle, Duration replay, Duration rejected,
        Duration exports, MongoExpiring.Periods periods) {
    static PrivacyConfig of(Environment environment) {
        return new PrivacyConfig(environment.required("CREALIA_INCOMING_BUCKET"),
                environment.required("CREALIA_MEDIA_BUCKET"),
                environment.duration("CREALIA_PRIVACY_SETTLE", Duration.ofMinutes(20)),
                environment.duration("CREALIA_PRIVACY_REPLAY", Duration.ofHours(1)),
                environment.duration("CREALIA_RETENTION_REJECTED", Duration.ofDays(30)),
                environment.duration("CREALIA_RETENTION_EXPORTS", Duration.ofDays(7)),
                new MongoExpiring.Periods(environment.duration("CREALIA_RETENTION_IDEMPOTENCY", Duration.ofDays(2)),
                        environment.duration("CREALIA_RETENTION_UPLOADS", Duration.ofDays(90)),
                        environment.duration("CREALIA_RETENTION_DELIVERIES", Duration.ofDays(30)),
                        environment.duration("CREALIA_RETENTION_GRANTS", Duration.ofDays(90))));
    }
}
