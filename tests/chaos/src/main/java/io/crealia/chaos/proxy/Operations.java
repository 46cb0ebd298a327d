package io.crealia.chaos.proxy;

import io.crealia.chaos.proxy.HttpProtocol.Head;
import java.util.regex.Pattern;

/** Names of operations by the heads of their HTTP requests; the AWS ones are those of the services' API references. */
public final class Operations {
    private static final Pattern JOB = Pattern.compile("/2017-08-29/jobs/[^/]+");

    private Operations() {}

    /**
     * S3 with the bucket in the path.
     *
     * @return {@code s3.CopyObject} and so on; {@code upload.PutObject} and {@code upload.UploadPart} for the bytes that
     * clients send into the bucket of uploads
     */
    public static String s3(Head head, String uploadsBucket) {
        var operation = switch (head.method()) {
            case "PUT" -> put(head);
            case "POST" -> post(head);
            case "DELETE" -> head.asks("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
            case "HEAD" -> "HeadObject";
            case "GET" -> get(head);
            default -> head.method();
        };
        var byClient = (operation.equals("PutObject") || operation.equals("UploadPart"))
                && head.path().startsWith("/" + uploadsBucket + "/");
        return (byClient ? "upload." : "s3.") + operation;
    }

    private static String put(Head head) {
        var copy = head.headers().containsKey("x-amz-copy-source");
        if (head.asks("partNumber")) {
            return copy ? "UploadPartCopy" : "UploadPart";
        }
        return copy ? "CopyObject" : "PutObject";
    }

    private static String post(Head head) {
        if (head.asks("uploads")) {
            return "CreateMultipartUpload";
        }
        return head.asks("delete") ? "DeleteObjects" : "CompleteMultipartUpload";
    }

    private static String get(Head head) {
        if (head.asks("list-type")) {
            return "ListObjectsV2";
        }
        if (head.asks("uploads")) {
            return "ListMultipartUploads";
        }
        return head.asks("uploadId") ? "ListParts" : "GetObject";
    }

    /** SQS's JSON protocol says it in a header: {@code AmazonSQS.SendMessage}. */
    public static String sqs(Head head) {
        var target = head.headers().getOrDefault("X-Amz-Target", "AmazonSQS.other");
        return "sqs." + target.substring(target.indexOf('.') + 1);
    }

    public static String mediaConvert(Head head) {
        var path = head.path();
        var operation = switch (path) {
            case "/2017-08-29/jobs" -> head.method().equals("POST") ? "CreateJob" : "ListJobs";
            case "/2017-08-29/search" -> "SearchJobs";
            case "/2017-08-29/probe" -> "Probe";
            default -> JOB.matcher(path).matches() ? head.method().equals("DELETE") ? "CancelJob" : "GetJob" : "other";
        };
        return "mediaconvert." + operation;
    }

    /** An OpenAI-compatible server. */
    public static String ai(Head head) {
        return switch (head.path()) {
            case "/v1/audio/transcriptions" -> "ai.transcription";
            case "/v1/chat/completions" -> "ai.text";
            default -> "ai.other";
        };
    }

    public static String webhook(Head head) {
        return "webhook." + head.method();
    }
}
