package io.crealia.platform.log;

import java.util.Locale;

/**
 * The only fields that a log line may have beside time, level, message and what the Lambda runtime adds. None of them
 * holds personal data or a secret. Each has its row in {@code docs/logging.md}.
 */
public enum LogField {
    ASSET_ID, ATTEMPT, CODE, CORRELATION_ID, COUNT, DETAIL, DURATION_MS, FACT_ID, FACT_TYPE, JOB_ID, KEY, MESSAGE_ID, METHOD, PERCENT, REASON, REQUEST_ID, ROUTE, RUN_ID, STATE, STATUS, TENANT_ID, TOKEN, UPLOAD_ID, VERSION;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Entry of(Object value) {
        return new Entry(this, String.valueOf(value));
    }

    /** One field with its value. */
    public record Entry(LogField field, String value) {}
}
