package io.crealia.platform.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What an AWS service says to one who rehearses, in the service's own words: nothing is there, everything is taken. */
record RehearsedAnswer(int status, String type, String body) {
    private static final String JSON = "application/x-amz-json-1.0";

    static RehearsedAnswer to(HttpExecuteRequest request, String target) {
        if (target.equals("AmazonSQS.SendMessage")) {
            return sent(Json.parse(content(request)));
        }
        if (target.startsWith("AmazonSQS.")) {
            return new RehearsedAnswer(200, JSON, "{}");
        }
        return target.isEmpty() && !isJson(request.httpRequest())
                ? storage(request.httpRequest())
                : new RehearsedAnswer(404, JSON, "{\"__type\":\"NotFoundException\",\"message\":\"a rehearsal\"}");
    }

    /** The client compares the digests, as it would a real one's. */
    private static RehearsedAnswer sent(JsonNode request) {
        var answer = Json.object().put("MessageId", "rehearsal").put("MD5OfMessageBody",
                md5(request.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8)));
        if (!request.path("MessageAttributes").isEmpty()) {
            answer.put("MD5OfMessageAttributes", md5(attributes(request.path("MessageAttributes"))));
        }
        return new RehearsedAnswer(200, JSON, Json.text(answer));
    }

    /**
     * What of attributes with texts is digested, by name: length and bytes of name, type and value, with a 1 before the value
     * (Amazon SQS Developer Guide, "Calculating the MD5 message digest for message attributes").
     */
    private static byte[] attributes(JsonNode attributes) {
        var bytes = new ByteArrayOutputStream();
        var names = new TreeSet<String>();
        attributes.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            measured(bytes, name);
            measured(bytes, attributes.path(name).path("DataType").asText());
            bytes.write(1);
            measured(bytes, attributes.path(name).path("StringValue").asText());
        }
        return bytes.toByteArray();
    }

    private static void measured(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is part of every Java platform", e);
        }
    }

    private static RehearsedAnswer storage(SdkHttpRequest request) {
        var query = request.rawQueryParameters();
        return switch (request.method()) {
            case GET -> query.containsKey("list-type")
                    ? xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount>"
                            + "</ListBucketResult>")
                    : query.containsKey("uploads")
                            ? xml(200, "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
                                    + "</ListMultipartUploadsResult>")
                            : xml(404, "<Error><Code>NoSuchKey</Code><Message>a rehearsal</Message></Error>");
            case HEAD -> xml(404, "");
            case POST -> query.containsKey("delete")
                    ? xml(200, "<DeleteResult></DeleteResult>")
                    : xml(404, "<Error><Code>NoSuchUpload</Code><Message>a rehearsal</Message></Error>");
            case DELETE -> xml(204, "");
            default -> xml(200, "");
        };
    }

    private static RehearsedAnswer xml(int status, String body) {
        return new RehearsedAnswer(status, "application/xml", body);
    }

    private static boolean isJson(SdkHttpRequest request) {
        return request.firstMatchingHeader("Content-Type").filter(type -> type.contains("json")).isPresent()
                || request.host().startsWith("mediaconvert");
    }

    private static byte[] content(HttpExecuteRequest request) {
        try (InputStream in = request.contentStreamProvider().map(ContentStreamProvider::newStream)
                .orElseGet(InputStream::nullInputStream)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
