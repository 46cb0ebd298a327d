package io.crealia.uploads.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.uploads.domain.IncomingKey;
import io.crealia.uploads.fake.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectCreatedEventsTest {
    private static final String KEY = "acme/" + Samples.uploadId(1) + "/source";
    private static final IncomingKey OURS = new IncomingKey(Samples.ACME, Samples.uploadId(1));
    private final ObjectCreatedEvents events = new ObjectCreatedEvents("incoming");

    @ParameterizedTest
    @ValueSource(strings = {"acme/%s/source", "acme%%2F%s%%2Fsource", "%%61cme/%s/%%73ource"})
    void read_encodedKey_isDecoded(String form) {
        var body = body(event("ObjectCreated:Put", "incoming", form.formatted(Samples.uploadId(1))));

        assertThat(events.read(body).created()).containsExactly(OURS);
        assertThat(events.read(body).faults()).isEmpty();
    }

    @Test
    void read_severalRecords_givesGoodAndBad() {
        var notification = events.read(body(event("ObjectCreated:CompleteMultipartUpload", "incoming", KEY),
                event("ObjectCreated:Put", "incoming", "a%2Bb+%C3%A9"), event("ObjectCreated:Copy", "incoming", KEY)));

        assertThat(notification.created()).containsExactly(OURS, OURS);
        assertThat(notification.faults()).containsExactly("s3.object.key: expected {tenant}/{upload}/source");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ObjectRemoved:Delete|incoming|KEY|eventName: expected ObjectCreated:*",
            "ObjectCreated:Put|other|KEY|s3.bucket.name: expected the incoming bucket",
            "ObjectCreated:Put|incoming|acme/%zz|s3.object.key: expected form-encoded text",
            "ObjectCreated:Put|incoming|acme/upl_1/source|s3.object.key: expected {tenant}/{upload}/source",
            "ObjectCreated:Put|incoming|ACME+/KEY|s3.object.key: expected {tenant}/{upload}/source",
            "ObjectCreated:Put|incoming|KEY/more|s3.object.key: expected {tenant}/{upload}/source"})
    void read_notOurs_isAFaultThatQuotesNothing(String name, String bucket, String key, String fault) {
        var notification = events.read(body(event(name, bucket, key.replace("KEY", KEY))));

        assertThat(notification.created()).isEmpty();
        assertThat(notification.faults()).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "[]", "{}", "{\"Records\":[]}", "{\"Records\":[{}]}", "{\"Records\":7}",
            "{\"Records\":[null]}"})
    void read_malformed_isAFault(String body) {
        assertThat(events.read(body).faults()).hasSize(1);
    }

    @Test
    void read_testEvent_meansNothing() {
        var notification = events
                .read("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"incoming\"}");

        assertThat(notification.created()).isEmpty();
        assertThat(notification.faults()).isEmpty();
    }

    private static String body(ObjectNode... events) {
        var body = Json.object();
        var list = body.putArray("Records");
        for (var event : events) {
            list.add(event);
        }
        return Json.text(body);
    }

    private static ObjectNode event(String name, String bucket, String key) {
        var event = Json.object().put("eventSource", "aws:s3").put("eventName", name);
        var s3 = event.putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object").put("key", key);
        return event;
    }
}
