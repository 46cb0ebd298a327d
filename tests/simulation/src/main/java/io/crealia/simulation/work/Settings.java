package io.crealia.simulation.work;

import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.simulation.cloud.SimMediaConvert;
import io.crealia.simulation.cloud.SimQueue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** What the template says of queues and variables; SettingsTest compares. */
public final class Settings {
    static final String INCOMING = "incoming";
    static final String MEDIA = "media";
    static final AwsSettings AWS = new AwsSettings(Region.EU_WEST_1, () -> AwsBasicCredentials.create("key", "secret"),
            Optional.empty(), Optional.empty(), Optional.empty());

    /** The queues with the terms of the template; each name is the resource's. */
    public static final List<SimQueue.Terms> QUEUES = List.of(
            new SimQueue.Terms("UploadEventsQueue", "UploadsOnObjectCreated", 1_800_000, 1, 5),
            new SimQueue.Terms("WorkflowFactsQueue", "WorkflowOnFact", 180_000, 10, 5),
            new SimQueue.Terms("TranscodingStepsQueue", "TranscodingOnStep", 1_800_000, 1, 5),
            new SimQueue.Terms("TranscodingJobStatesQueue", "TranscodingOnJobState", 360_000, 10, 5),
            new SimQueue.Terms("TranscribeStepsQueue", "AiOnTranscribe", 5_400_000, 1, 5),
            new SimQueue.Terms("EnrichStepsQueue", "AiOnEnrich", 1_800_000, 1, 5),
            new SimQueue.Terms("TranscriptionStatesQueue", "AiOnTranscriptionState", 5_400_000, 1, 5),
            new SimQueue.Terms("AssetFactsQueue", "AssetsOnFact", 180_000, 10, 5),
            new SimQueue.Terms("PrivacyRequestsQueue", "PrivacyOnRequest", 720_000, 1, 5),
            new SimQueue.Terms("WebhookEventsQueue", "WebhooksOnFact", 180_000, 10, 5),
            new SimQueue.Terms("WebhookDeliveriesQueue", "WebhooksDelivery", 180_000, 1, 5));

    static final Environment ENVIRONMENT = new Environment(variables());

    private Settings() {}

    private static Map<String, String> variables() {
        var variables = new HashMap<>(Map.of("CREALIA_INCOMING_BUCKET", INCOMING, "CREALIA_MEDIA_BUCKET", MEDIA,
                "CREALIA_TRANSCODING_ROLE_ARN", "arn:aws:iam::123456789012:role/simulated",
                "CREALIA_TRANSCODING_QUEUE_ARN", SimMediaConvert.QUEUE, "CREALIA_PRIVACY_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "CREALIA_AI_TEXT", "bedrock", "CREALIA_AI_TEXT_MODEL",
                "simulated", "CREALIA_AI_PRICE_INPUT_MILLION", "1000", "CREALIA_AI_PRICE_OUTPUT_MILLION", "1000"));
        // Virtual files of more than a mebibyte go up in parts.
        variables.put("CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", "1048576");
        variables.put("CREALIA_UPLOADS_PART_BYTES", "5242880");
        Map.of("FACTS", "WorkflowFactsQueue", "STEPS", "TranscodingStepsQueue", "TRANSCRIBE", "TranscribeStepsQueue",
                "ENRICH", "EnrichStepsQueue", "ASSETS", "AssetFactsQueue", "EVENTS", "WebhookEventsQueue", "DELIVERIES",
                "WebhookDeliveriesQueue", "PRIVACY", "PrivacyRequestsQueue")
                .forEach((name, queue) -> variables.put("CREALIA_" + name + "_QUEUE_URL", "https://sqs/" + queue));
        return variables;
    }
}
