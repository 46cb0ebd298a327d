package io.crealia.local.lambda.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Writes Lambda's SQS event for received messages. */
final class SqsEventWriter {

    private final JsonFactory json = new JsonFactory();
    private final String queueArn;
    private final String region;

    SqsEventWriter(String queueArn, String region) {
        this.queueArn = queueArn;
        this.region = region;
    }

    byte[] write(List<Message> messages) {
        var bytes = new ByteArrayOutputStream(4096);
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("Records");
            for (var message : messages) {
                record(out, message);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void record(JsonGenerator out, Message message) throws IOException {
        out.writeStartObject();
        out.writeStringField("messageId", message.messageId());
        out.writeStringField("receiptHandle", message.receiptHandle());
        out.writeStringField("body", message.body());
        out.writeObjectFieldStart("attributes");
        for (var attribute : new TreeMap<>(message.attributesAsStrings()).entrySet()) {
            out.writeStringField(attribute.getKey(), attribute.getValue());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("messageAttributes");
        for (var attribute : new TreeMap<>(message.messageAttributes()).entrySet()) {
            out.writeFieldName(attribute.getKey());
            attribute(out, attribute.getValue());
        }
        out.writeEndObject();
        out.writeStringField("md5OfBody", message.md5OfBody());
        out.writeStringField("eventSource", "aws:sqs");
        out.writeStringField("eventSourceARN", queueArn);
        out.writeStringField("awsRegion", region);
        out.writeEndObject();
    }

    private static void attribute(JsonGenerator out, MessageAttributeValue value) throws IOException {
        out.writeStartObject();
        if (value.stringValue() != null) {
            out.writeStringField("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            out.writeStringField("binaryValue", base64(value.binaryValue()));
        }
        out.writeArrayFieldStart("stringListValues");
        out.writeEndArray();
        out.writeArrayFieldStart("binaryListValues");
        out.writeEndArray();
        out.writeStringField("dataType", value.dataType());
        out.writeEndObject();
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
