package io.crealia.webhooks;

import io.crealia.platform.error.ErrorCode;

/** The error codes of this feature; {@code docs/errors.md} explains each. */
final class WebhooksErrors {
    static final ErrorCode TOO_MANY_ENDPOINTS = new ErrorCode("webhook.too_many_endpoints", 409,
            "The tenant has as many webhook endpoints as it may have");
    static final ErrorCode TOO_MANY_KEYS = new ErrorCode("webhook.too_many_keys", 409,
            "The endpoint's keys were rotated too often within a day");
    static final ErrorCode CHANGED = new ErrorCode("webhook.changed", 412, "It is no longer as If-Match says");
    static final ErrorCode DISABLED = new ErrorCode("webhook.disabled", 409, "The endpoint takes no messages");
    static final ErrorCode UNDER_WAY = new ErrorCode("webhook.under_way", 409, "The delivery has not ended");

    private WebhooksErrors() {}
}
