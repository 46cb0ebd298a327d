package io.crealia.architecture.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which actions each function's ports need. Whoever adds one here says which port calls it. */
final class AllowedActions {
    private static final Set<String> EVERY_FUNCTION = Set.of("logs:CreateLogStream", "logs:PutLogEvents",
            "secretsmanager:GetSecretValue");
    private static final Set<String> QUEUE_READER = Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage",
            "sqs:GetQueueAttributes");
    private static final Set<String> SEND = Set.of("sqs:SendMessage");
    /** ListBucket makes S3 say 404 of an object that is not there; WorkflowApi also lists what a step left (S3RunFiles). */
    private static final Set<String> READ = Set.of("s3:GetObject", "s3:ListBucket");
    private static final Set<String> WRITE = Set.of("s3:PutObject");
    private static final Set<String> DELETE = Set.of("s3:DeleteObject");
    private static final Set<String> ABORT = Set.of("s3:AbortMultipartUpload");
    private static final Set<String> LIST_PARTS = Set.of("s3:ListMultipartUploadParts");
    private static final Set<String> FIND_PARTS = Set.of("s3:ListBucketMultipartUploads");
    private static final Set<String> TRANSCRIBE = Set.of("transcribe:StartTranscriptionJob",
            "transcribe:GetTranscriptionJob");
    private static final Set<String> MEDIACONVERT = Set.of("mediaconvert:CreateJob", "mediaconvert:SearchJobs",
            "mediaconvert:GetJob", "mediaconvert:CancelJob", "mediaconvert:TagResource", "mediaconvert:Probe",
            "iam:PassRole");

    private static final Map<String, Set<String>> BY_FUNCTION = Map.ofEntries(
            Map.entry("UploadsApi", all(READ, WRITE, ABORT, LIST_PARTS)),
            Map.entry("UploadsOnObjectCreated", all(READ, WRITE, DELETE, ABORT, SEND)),
            Map.entry("UploadsSweeper", all(READ, WRITE, DELETE, ABORT, LIST_PARTS, FIND_PARTS, SEND)),
            Map.entry("WorkflowOnFact", SEND), Map.entry("WorkflowApi", all(READ, SEND)),
            Map.entry("WorkflowSweeper", SEND),
            Map.entry("TranscodingOnStep", all(READ, WRITE, SEND, MEDIACONVERT)),
            Map.entry("TranscodingOnJobState", all(READ, WRITE, SEND)),
            Map.entry("AiOnTranscribe", all(READ, WRITE, SEND, TRANSCRIBE)),
            Map.entry("AiOnTranscriptionState", all(READ, WRITE, SEND, TRANSCRIBE)),
            Map.entry("AiOnEnrich", all(READ, WRITE, SEND, Set.of("bedrock:InvokeModel"))),
            Map.entry("AssetsOnFact", all(READ, SEND)), Map.entry("AssetsApi", all(READ, WRITE, DELETE, SEND)),
            Map.entry("AssetsSweeper", SEND), Map.entry("PlaybackApi", READ),
            Map.entry("PrivacyApi", all(Set.of("s3:GetObject"), SEND)),
            Map.entry("PrivacyOnRequest", all(READ, WRITE, DELETE, ABORT, FIND_PARTS, SEND)),
            Map.entry("PrivacyRetention", all(READ, WRITE, DELETE, ABORT, FIND_PARTS, SEND)),
            Map.entry("WebhooksApi", SEND), Map.entry("WebhooksOnFact", SEND), Map.entry("WebhooksDelivery", SEND),
            Map.entry("WebhooksSweeper", SEND), Map.entry("Backup", all(READ, WRITE, DELETE)),
            Map.entry("MetricsExporter", Set.of("sqs:GetQueueAttributes")),
            Map.entry("HealthApi", Set.of()), Map.entry("DocsApi", Set.of()));

    private AllowedActions() {}

    /** Of one function; what Lambda itself needs for its events is counted in. */
    static Set<String> of(TemplateTree template, String function) {
        var allowed = new TreeSet<>(EVERY_FUNCTION);
        allowed.addAll(BY_FUNCTION.getOrDefault(function, Set.of()));
        if (!template.events("SQS", function).isEmpty()) {
            allowed.addAll(QUEUE_READER);
        }
        if (!template.events("Schedule", function).isEmpty()) {
            allowed.addAll(SEND);
        }
        return allowed;
    }

    @SafeVarargs
    private static Set<String> all(Set<String>... sets) {
        var all = new TreeSet<String>();
        for (var set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
