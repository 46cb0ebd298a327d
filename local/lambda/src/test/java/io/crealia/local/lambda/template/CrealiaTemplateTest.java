package io.crealia.local.lambda.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.local.lambda.template.FunctionEvent.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The project's own template.yaml. */
class CrealiaTemplateTest {

    private static final Map<String, String> PARAMETERS = Map.of("Stage", "local", "MongoSecretArn", "mongo-arn",
            "RedisSecretArn", "redis-arn", "PlaybackSecretArn", "playback-arn", "PlaybackBaseUrl",
            "https://play.example", "PrivacySecretArn", "privacy-arn", "CognitoUserPoolId", "eu-central-1_pool");

    private final StackTemplate template = StackTemplate
            .read(Path.of(System.getProperty("crealia.root"), "template.yaml"), new TestResolver(PARAMETERS));

    @Test
    void read_handlers_areTheModulesClassesAndZips() {
        assertThat(template.functions()).hasSize(26).allSatisfy(function -> {
            var module = function.codeUri().split("/")[1];
            assertThat(function.codeUri()).isEqualTo("functions/" + module + "/target/crealia-" + module + ".zip");
            assertThat(function.handlerClass()).startsWith("io.crealia." + module + ".").endsWith("Handler");
            assertThat(function.name()).startsWith("crealia-local-");
        });
    }

    @Test
    void read_routes_areAllThere() {
        var routes = template.functions().stream().flatMap(function -> function.events(ApiRoute.class).stream()
                .map(route -> function.id() + " " + route.method() + " " + route.path()
                        + route.authorizer().map(_ -> "").orElse(" open")));

        assertThat(routes).containsExactlyInAnyOrder("UploadsApi POST /v1/uploads",
                "UploadsApi GET /v1/uploads/{upload_id}", "UploadsApi DELETE /v1/uploads/{upload_id}",
                "UploadsApi GET /v1/uploads/{upload_id}/parts", "UploadsApi POST /v1/uploads/{upload_id}/parts",
                "UploadsApi POST /v1/uploads/{upload_id}/complete", "WorkflowApi POST /v1/workflows",
                "WorkflowApi GET /v1/workflows/{workflow_id}", "WorkflowApi GET /v1/workflows/{workflow_id}/diff",
                "WorkflowApi POST /v1/workflows/{workflow_id}/cancel",
                "WorkflowApi POST /v1/workflows/{workflow_id}/retry", "AssetsApi GET /v1/assets",
                "AssetsApi GET /v1/assets/{asset_id}", "AssetsApi GET /v1/assets/{asset_id}/events",
                "AssetsApi GET /v1/assets/{asset_id}/report", "AssetsApi GET /v1/assets/{asset_id}/renditions",
                "AssetsApi PATCH /v1/assets/{asset_id}", "AssetsApi DELETE /v1/assets/{asset_id}",
                "AssetsApi GET /v1/assets/{asset_id}/highlights",
                "AssetsApi GET /v1/assets/{asset_id}/reels", "AssetsApi GET /v1/assets/{asset_id}/cost",
                "AssetsApi GET /v1/assets/{asset_id}/captions",
                "AssetsApi GET /v1/assets/{asset_id}/captions/{language}",
                "AssetsApi PUT /v1/assets/{asset_id}/captions/{language}",
                "AssetsApi PATCH /v1/assets/{asset_id}/captions/{language}",
                "AssetsApi DELETE /v1/assets/{asset_id}/captions/{language}",
                "PlaybackApi GET /v1/assets/{asset_id}/playback", "PlaybackApi GET /play/{asset_id}/{proxy+} open",
                "UploadsApi GET /v1/uploads", "WorkflowApi GET /v1/workflows", "DocsApi GET /v1/docs open",
                "DocsApi GET /v1/openapi.json open", "WebhooksApi POST /v1/webhook-endpoints",
                "WebhooksApi GET /v1/webhook-endpoints",
                "WebhooksApi GET /v1/webhook-endpoints/{endpoint_id}",
                "WebhooksApi PATCH /v1/webhook-endpoints/{endpoint_id}",
                "WebhooksApi DELETE /v1/webhook-endpoints/{endpoint_id}",
                "WebhooksApi POST /v1/webhook-endpoints/{endpoint_id}/rotate-secret",
                "WebhooksApi POST /v1/webhook-endpoints/{endpoint_id}/test", "WebhooksApi GET /v1/webhook-deliveries",
                "WebhooksApi GET /v1/webhook-deliveries/{delivery_id}",
                "WebhooksApi POST /v1/webhook-deliveries/{delivery_id}/redeliver",
                "PrivacyApi POST /v1/privacy/erasures", "PrivacyApi GET /v1/privacy/erasures",
                "PrivacyApi GET /v1/privacy/erasures/{erasure_id}", "PrivacyApi GET /v1/privacy/certificate-keys",
                "PrivacyApi POST /v1/privacy/exports", "PrivacyApi GET /v1/privacy/exports/{export_id}",
                "PrivacyApi GET /v1/privacy/inventory", "HealthApi GET /health open", "HealthApi GET /health/live open",
                "HealthApi GET /health/ready open");
    }

    @Test
    void read_queueSources_pairQueuesAndFunctions() {
        var pairs = template.functions().stream()
                .flatMap(function -> function.events(QueueSource.class).stream()
                        .map(source -> Map.entry(source.queueName(), function.id())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(pairs).isEqualTo(Map.ofEntries(Map.entry("crealia-local-upload-events", "UploadsOnObjectCreated"),
                Map.entry("crealia-local-workflow-facts", "WorkflowOnFact"),
                Map.entry("crealia-local-transcoding-steps", "TranscodingOnStep"),
                Map.entry("crealia-local-transcoding-job-states", "TranscodingOnJobState"),
                Map.entry("crealia-local-transcribe-steps", "AiOnTranscribe"),
                Map.entry("crealia-local-transcription-states", "AiOnTranscriptionState"),
                Map.entry("crealia-local-enrich-steps", "AiOnEnrich"),
                Map.entry("crealia-local-asset-facts", "AssetsOnFact"),
                Map.entry("crealia-local-webhook-events", "WebhooksOnFact"),
                Map.entry("crealia-local-webhook-deliveries", "WebhooksDelivery"),
                Map.entry("crealia-local-privacy-requests", "PrivacyOnRequest")));
    }

    @Test
    void read_queues_outlastTheirFunctionsSixTimesAndKeepDeadLetters() {
        for (var function : template.functions()) {
            for (var source : function.events(QueueSource.class)) {
                var queue = template.queue(source.queueName()).orElseThrow();
                var redrive = queue.redrive().orElseThrow();
                var deadLetters = template.queue(redrive.deadLetterQueue()).orElseThrow();
                assertThat(source.reportsItemFailures()).isTrue();
                assertThat(queue.visibility()).isGreaterThanOrEqualTo(function.timeout().multipliedBy(6));
                assertThat(redrive.maxReceiveCount()).isEqualTo(5);
                assertThat(deadLetters.name()).isEqualTo(queue.name() + "-dlq");
                assertThat(deadLetters.retention()).isEqualTo(Duration.ofDays(14));
            }
        }
        assertThat(template.queues()).hasSize(25);
    }

    @Test
    void read_schedules_areTheSweepers() {
        var schedules = template.functions().stream()
                .flatMap(function -> function.events(Schedule.class).stream()
                        .map(schedule -> Map.entry(function.id(), schedule.rate())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(schedules).isEqualTo(
                Map.of("WorkflowSweeper", Duration.ofMinutes(1), "UploadsSweeper", Duration.ofMinutes(5),
                        "AssetsSweeper", Duration.ofMinutes(1), "WebhooksSweeper", Duration.ofMinutes(1),
                        "PrivacyRetention", Duration.ofMinutes(1), "Backup", Duration.ofMinutes(10),
                        "MetricsExporter", Duration.ofMinutes(1)));
    }

    @Test
    void read_bucketsAndRules_reachTheirQueues() {
        assertThat(template.buckets()).extracting(BucketDefinition::name)
                .containsExactlyInAnyOrder("crealia-local-incoming", "crealia-local-media", "crealia-local-backup");
        assertThat(template.buckets().stream().filter(bucket -> bucket.id().equals("IncomingBucket"))
                .flatMap(bucket -> bucket.notifications().stream())).singleElement().satisfies(notification -> {
                    assertThat(notification.events()).isEqualTo("s3:ObjectCreated:*");
                    assertThat(notification.queueName()).isEqualTo("crealia-local-upload-events");
                });
        assertThat(template.transcodeQueues()).containsExactly("crealia-local");
        var sources = template.rules().stream()
                .collect(
                        Collectors.toMap(rule -> rule.targetQueues().getFirst(), rule -> rule.pattern().get("source")));
        assertThat(sources).isEqualTo(Map.of("crealia-local-transcoding-job-states", List.of("aws.mediaconvert"),
                "crealia-local-transcription-states", List.of("aws.transcribe")));
    }

    @Test
    void read_environment_resolvesQueuesBucketsAndParameters() {
        assertThat(template.function("UploadsApi").environment()).containsEntry("CREALIA_MONGO_DATABASE", "crealia")
                .containsEntry("CREALIA_MONGO_SECRET_ARN", "mongo-arn")
                .containsEntry("CREALIA_INCOMING_BUCKET", "crealia-local-incoming")
                .containsEntry("CREALIA_AUTH_AUDIENCE", "crealia-api")
                .containsEntry("CREALIA_AUTH_ISSUER",
                        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool")
                .containsEntry("CREALIA_UPLOADS_MAX_BYTES", "53687091200");
        assertThat(template.function("UploadsOnObjectCreated").environment()).containsEntry("CREALIA_FACTS_QUEUE_URL",
                "http://127.0.0.1:9324/000000000000/crealia-local-workflow-facts");
        assertThat(template.function("TranscodingOnStep").environment())
                .containsEntry("CREALIA_TRANSCODING_QUEUE_ARN",
                        "arn:aws:mediaconvert:eu-central-1:000000000000:queues/crealia-local")
                .containsEntry("CREALIA_TRANSCODING_ROLE_ARN", "arn:aws:iam::000000000000:role/MediaConvertRole");
    }

    @Test
    void read_environment_noFunctionSendsWebhooksToItsOwnMachine() {
        assertThat(template.functions()).allSatisfy(
                function -> assertThat(function.environment()).doesNotContainKey("CREALIA_WEBHOOKS_ALLOW_LOOPBACK"));
    }

    @Test
    void read_api_hasCorsAndCompression() {
        var api = template.api().orElseThrow();

        assertThat(api.stage()).isEqualTo("local");
        assertThat(api.minimumCompressionSize()).hasValue(1024);
        assertThat(api.cors().orElseThrow().allowOrigin()).isEqualTo("http://localhost:5173");
        assertThat(api.throttle()).contains(new ApiDefinition.Throttle(2000, 1000));
        assertThat(api.gatewayResponses()).hasSize(9).allSatisfy((_, response) -> assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", "http://localhost:5173"));
    }
}
