package io.crealia.chaos.cloud;

import java.time.Duration;
import java.util.Map;

/**
 * Settings that are shorter here than in the template, so that a run takes minutes: how long a message of a dead process stays
 * hidden, how often sweepers come, how long a silent step is waited for, when a claim without a job or a multipart upload without an
 * owner is looked into, how long an
 * erased asset is looked after. All are settings of every deployment; no default is changed.
 */
final class Pace {
    static final Duration VISIBILITY = Duration.ofSeconds(15);
    static final Map<String, Duration> RATES = Map.of("crealia-local-workflow-sweeper", Duration.ofSeconds(5),
            "crealia-local-uploads-sweeper", Duration.ofSeconds(10), "crealia-local-assets-sweeper",
            Duration.ofSeconds(5), "crealia-local-webhooks-sweeper", Duration.ofSeconds(5),
            "crealia-local-privacy-retention", Duration.ofSeconds(10));
    static final Map<String, String> ENVIRONMENT = Map.of("CREALIA_WORKFLOW_CHECK_INTERVAL", "PT9S",
            "CREALIA_TRANSCODING_ADOPT_AFTER", "PT20S", "CREALIA_PRIVACY_SETTLE", "PT5S",
            "CREALIA_UPLOADS_ORPHAN_AGE", "PT30S", "CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", "1048576",
            "CREALIA_UPLOADS_PART_BYTES", "5242880", "CREALIA_QUOTA_DAILY_UPLOADS", "100000",
            "CREALIA_BUDGET_DAILY_MICROS", "1000000000");

    private Pace() {}
}
