package io.crealia.local.cloud.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.s3.ObjectEvents.ObjectEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Event message structure 2.1 (docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html). */
final class S3EventJson {

    private final String region;
    private final String account;

    S3EventJson(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /** @param sequence grows with every event of a key; becomes the {@code sequencer} */
    String record(ObjectEvent event, String configurationId, long sequence, Instant at) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode entry = root.putArray("Records").addObject();
        entry.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", region)
                .put("eventTime", at.truncatedTo(ChronoUnit.MILLIS).toString()).put("eventName", event.name());
        entry.putObject("userIdentity").put("principalId", "AWS:" + account);
        entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        entry.putObject("responseElements").put("x-amz-request-id", requestId(sequence)).put("x-amz-id-2",
                requestId(sequence));
        ObjectNode s3 = entry.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", configurationId);
        ObjectNode bucket = s3.putObject("bucket");
        bucket.put("name", event.bucket()).putObject("ownerIdentity").put("principalId", account);
        bucket.put("arn", "arn:aws:s3:::" + event.bucket());
        ObjectNode object = s3.putObject("object");
        object.put("key", formEncoded(event.key()));
        if (event.eTag() != null) { // S3 leaves both out when an object was removed
            object.put("size", event.sizeBytes()).put("eTag", event.eTag().replace("\"", ""));
        }
        object.put("sequencer", "00%016X".formatted(sequence));
        return root.toString();
    }

    /** What S3 sends once when a notification is configured. */
    String testEvent(String bucket, Instant at) {
        return JsonNodeFactory.instance.objectNode().put("Service", "Amazon S3").put("Event", "s3:TestEvent")
                .put("Time", at.truncatedTo(ChronoUnit.MILLIS).toString()).put("Bucket", bucket)
                .put("RequestId", requestId(at.toEpochMilli())).put("HostId", requestId(at.toEpochMilli())).toString();
    }

    private static String formEncoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static String requestId(long number) {
        return Long.toHexString(number).toUpperCase(Locale.ROOT);
    }
}
