package io.crealia.chaos.cloud;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the application is killed: {@code <operation>.before}, the store never hears of it, and {@code <operation>.after}, the
 * store has done it and the reply reaches nobody. Operations are named as the proxies name them.
 */
public final class CrashPoints {
    private static final List<String> OPERATIONS = List.of("mongo.insert.uploads", "mongo.update.uploads",
            "mongo.insert.runs", "mongo.update.runs", "mongo.insert.transcoding_jobs", "mongo.update.transcoding_jobs",
            "mongo.insert.assets", "mongo.update.assets", "mongo.insert.costs", "mongo.update.quota_days",
            "mongo.update.budget_days", "mongo.insert.webhook_deliveries", "mongo.update.webhook_deliveries",
            "s3.CopyObject", "s3.PutObject", "s3.CreateMultipartUpload", "s3.CompleteMultipartUpload",
            "upload.PutObject", "upload.UploadPart", "sqs.SendMessage", "sqs.ReceiveMessage", "sqs.DeleteMessageBatch",
            "mediaconvert.Probe", "mediaconvert.CreateJob", "ai.transcription", "ai.text", "webhook.POST");

    private CrashPoints() {}

    /**
     * @param operation of a store
     * @param after whether the store has done it
     */
    public record Point(String operation, boolean after) {
        /** Whether only files that are sent in parts come there. */
        public boolean needsParts() {
            return operation.contains("Multipart") || operation.contains("UploadPart");
        }

        /** Whether only files in which somebody speaks come there. */
        public boolean needsSpeech() {
            return operation.startsWith("ai.");
        }

        @Override
        public String toString() {
            return operation + (after ? ".after" : ".before");
        }
    }

    public static List<Point> all() {
        var points = new ArrayList<Point>();
        for (var operation : OPERATIONS) {
            points.add(new Point(operation, false));
            points.add(new Point(operation, true));
        }
        return points;
    }
}
