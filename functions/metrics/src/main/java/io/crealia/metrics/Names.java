package io.crealia.metrics;

import java.util.List;

/**
 * Closed lists of label values that have their origin elsewhere: functions, queues and routes in {@code template.yaml}, steps
 * in the contracts, codes in {@code docs/errors.md}. A test of tests/architecture compares them with their origins.
 */
public final class Names {
    /** Of the local edition's one process, in which all functions share processor and memory. */
    public static final String SHARED = "local";

    public static final List<String> FUNCTIONS = List.of("uploads-api", "uploads-on-object-created", "uploads-sweeper",
            "workflow-on-fact", "workflow-api", "workflow-sweeper", "transcoding-on-step",
            "transcoding-on-job-state", "ai-on-transcribe", "ai-on-transcription-state", "ai-on-enrich",
            "assets-on-fact", "assets-api", "assets-sweeper", "playback-api", "privacy-api", "privacy-on-request",
            "privacy-retention", "webhooks-api", "webhooks-on-fact", "webhooks-delivery", "webhooks-sweeper",
            "health-api", "docs-api", "backup", "metrics-exporter", SHARED);

    public static final List<String> QUEUES = List.of("upload-events", "workflow-facts", "transcoding-steps",
            "transcoding-job-states", "transcribe-steps", "enrich-steps", "transcription-states", "asset-facts",
            "privacy-requests", "webhook-events", "webhook-deliveries");

    public static final List<String> DEAD_LETTERS = List.of("upload-events-dlq", "workflow-facts-dlq",
            "transcoding-steps-dlq", "transcoding-job-states-dlq", "transcribe-steps-dlq", "enrich-steps-dlq",
            "transcription-states-dlq", "asset-facts-dlq", "privacy-requests-dlq", "webhook-events-dlq",
            "webhook-deliveries-dlq", "transcoding-job-states-rule-dlq", "transcription-states-rule-dlq",
            "schedules-dlq");

    public static final List<String> STEPS = List.of("probe", "transcode", "stills", "captions", "enrich", "highlights",
            "reels", "verify", "publish");

    /** Method and resource, as API Gateway has it. */
    public static final List<String> ROUTES = List.of("DELETE /v1/assets/{asset_id}",
            "DELETE /v1/assets/{asset_id}/captions/{language}", "DELETE /v1/uploads/{upload_id}",
            "DELETE /v1/webhook-endpoints/{endpoint_id}", "GET /health", "GET /health/live", "GET /health/ready",
            "GET /play/{asset_id}/{proxy+}", "GET /v1/assets", "GET /v1/assets/{asset_id}",
            "GET /v1/assets/{asset_id}/captions", "GET /v1/assets/{asset_id}/captions/{language}",
            "GET /v1/assets/{asset_id}/cost", "GET /v1/assets/{asset_id}/events",
            "GET /v1/assets/{asset_id}/highlights", "GET /v1/assets/{asset_id}/playback",
            "GET /v1/assets/{asset_id}/reels", "GET /v1/assets/{asset_id}/renditions",
            "GET /v1/assets/{asset_id}/report", "GET /v1/docs", "GET /v1/openapi.json",
            "GET /v1/privacy/certificate-keys", "GET /v1/privacy/erasures", "GET /v1/privacy/erasures/{erasure_id}",
            "GET /v1/privacy/exports/{export_id}", "GET /v1/privacy/inventory", "GET /v1/uploads",
            "GET /v1/uploads/{upload_id}", "GET /v1/uploads/{upload_id}/parts", "GET /v1/webhook-deliveries",
            "GET /v1/webhook-deliveries/{delivery_id}", "GET /v1/webhook-endpoints",
            "GET /v1/webhook-endpoints/{endpoint_id}", "GET /v1/workflows", "GET /v1/workflows/{workflow_id}",
            "GET /v1/workflows/{workflow_id}/diff",
            "PATCH /v1/assets/{asset_id}", "PATCH /v1/assets/{asset_id}/captions/{language}",
            "PATCH /v1/webhook-endpoints/{endpoint_id}", "POST /v1/privacy/erasures", "POST /v1/privacy/exports",
            "POST /v1/uploads", "POST /v1/uploads/{upload_id}/complete", "POST /v1/uploads/{upload_id}/parts",
            "POST /v1/webhook-deliveries/{delivery_id}/redeliver", "POST /v1/webhook-endpoints",
            "POST /v1/webhook-endpoints/{endpoint_id}/rotate-secret", "POST /v1/webhook-endpoints/{endpoint_id}/test",
            "POST /v1/workflows", "POST /v1/workflows/{workflow_id}/cancel", "POST /v1/workflows/{workflow_id}/retry",
            "PUT /v1/assets/{asset_id}/captions/{language}");

    /** Problem codes with a status from 400 to 499. */
    public static final List<String> REFUSALS = List.of("asset.changed", "asset.deleted", "asset.not_playable",
            "auth.forbidden", "auth.unauthenticated", "budget.exhausted", "captions.invalid",
            "idempotency.in_flight", "idempotency.mismatch", "playback.forbidden", "playback.page_forbidden",
            "quota.exhausted", "rate.limited", "request.headers_too_large", "request.invalid", "request.malformed",
            "request.media_type", "request.method_not_allowed", "request.path_too_long", "request.too_large",
            "resource.conflict", "resource.not_found", "upload.closed", "upload.not_multipart",
            "upload.parts_incomplete", "webhook.changed", "webhook.disabled", "webhook.too_many_endpoints",
            "webhook.too_many_keys", "webhook.under_way", "workflow.busy", "workflow.ended", "workflow.no_source",
            "workflow.not_retryable");

    private Names() {}

    /** The name without {@code crealia-<stage>-}, as the lists have it. */
    public static String withoutStage(String name) {
        var first = name.indexOf('-');
        var second = first < 0 ? -1 : name.indexOf('-', first + 1);
        return name.startsWith("crealia-") && second > 0 ? name.substring(second + 1) : name;
    }
}
