package io.crealia.uploads.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.uploads.domain.IncomingKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads S3's notifications (docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html). Whatever
 * is not the creation of an object of ours in the incoming bucket is refused, so that it ends among the dead letters; only
 * the test message that S3 sends when notifications are set up is expected and means nothing.
 */
public final class ObjectCreatedEvents {
    private final String bucket;

    public ObjectCreatedEvents(String incomingBucket) {
        this.bucket = incomingBucket;
    }

    /** What one notification asks for. Records that are well-formed are good even if others are not. */
    public record Notification(List<IncomingKey> created, List<String> faults) {
        public Notification {
            created = List.copyOf(created);
            faults = List.copyOf(faults);
        }
    }

    /** @param body of one queue message. The faults never quote it: a foreign key may be personal. */
    public Notification read(String body) {
        JsonNode event;
        try {
            event = Json.parse(body);
        } catch (MalformedJsonException e) {
            return new Notification(List.of(), List.of("the message is " + e.getMessage()));
        }
        if (event.path("Event").asText().equals("s3:TestEvent")) {
            return new Notification(List.of(), List.of());
        }
        if (!event.path("Records").isArray() || event.path("Records").isEmpty()) {
            return new Notification(List.of(), List.of("the message has no Records"));
        }
        var created = new ArrayList<IncomingKey>();
        var faults = new ArrayList<String>();
        for (var each : event.path("Records")) {
            try {
                created.add(read(each));
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        return new Notification(created, faults);
    }

    private IncomingKey read(JsonNode event) {
        require(event.path("eventSource").asText().equals("aws:s3"), "eventSource: expected aws:s3");
        require(event.path("eventName").asText().startsWith("ObjectCreated:"), "eventName: expected ObjectCreated:*");
        require(event.path("s3").path("bucket").path("name").asText().equals(bucket),
                "s3.bucket.name: expected the incoming bucket");
        return IncomingKey.parse(key(event.path("s3").path("object").path("key").asText()))
                .orElseThrow(() -> new IllegalArgumentException("s3.object.key: expected {tenant}/{upload}/source"));
    }

    // Keys are form-encoded: a plus sign is a blank.
    private static String key(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("s3.object.key: expected form-encoded text", e);
        }
    }

    private static void require(boolean right, String fault) {
        if (!right) {
            throw new IllegalArgumentException(fault);
        }
    }
}
