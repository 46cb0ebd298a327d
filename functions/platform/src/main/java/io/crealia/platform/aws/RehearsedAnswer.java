package io.crealia.platform.aws;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What an AWS service says to one who rehearses, in the service's own words: nothing is there, everything is taken. */
record RehearsedAnswer(int status, String type, String body) {
    private static final String JSON = "application/x-amz-json-1.0";

    static RehearsedAnswer to(HttpExecuteRequest request, String target) {
        if (target.equals("AmazonSQS.SendMessage")) {
            return sent(Json.parse(content(request)).path("MessageBody").asText());
        }
        if (target.startsWith("AmazonSQS.")) {
            return new RehearsedAnswer(200, JSON, "{}");
        }
        return target.isEmpty() && !isJson(request.httpRequest())
                ? storage(request.httpRequest())
                : new RehearsedAnswer(404, JSON, "{\"__type\":\"NotFoundException\",\"message\":\"a rehearsal\"}");
    }

    /** The client compares the digest, as it would a real one's. */
    private static RehearsedAnswer sent(String message) {
        try {
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8)));
            return new RehearsedAnswer(200, JSON, Json.text(
                    Json.object().put("MessageId", "rehearsal").put("MD5OfMessageBody", digest)));
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
