package io.crealia.local.lambda.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the REST API's proxy event, payload version 1.0, with every field that API Gateway sends
 * (docs.aws.amazon.com, "Input format of a Lambda function for proxy integration").
 */
final class ProxyEventWriter {

    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String API_ID = "crealialoc";
    private static final int EVENT_BYTES = 4096;
    /** These say who called with IAM or an identity pool, which this API does not use. */
    private static final String[] ABSENT = {"cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller",
            "principalOrgId", "accessKey", "cognitoAuthenticationType", "cognitoAuthenticationProvider", "userArn",
            "user"};

    /** The formatted time of one second; racing writers only repeat the work. */
    private record Second(long epochSecond, String text) {}

    private final JsonFactory json;
    private final String stage;
    private final String accountId;
    private final String region;
    private volatile Second second = new Second(-1, "");

    ProxyEventWriter(JsonFactory json, String stage, String accountId, String region) {
        this.json = json;
        this.stage = stage;
        this.accountId = accountId;
        this.region = region;
    }

    /** @throws IllegalArgumentException when the query cannot be decoded */
    byte[] write(ProxyRequest request, Match match, String requestId, Instant now) throws IOException {
        var bytes = new ByteArrayOutputStream(EVENT_BYTES + request.body().length);
        try (var out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("resource", match.route().path());
            out.writeStringField("path", request.path());
            out.writeStringField("httpMethod", request.method());
            headers(out, request, requestId, now);
            query(out, QueryString.parse(request.rawQuery()));
            pathParameters(out, match.pathParameters());
            out.writeNullField("stageVariables");
            requestContext(out, request, match, requestId, now);
            body(out, request.body());
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void headers(JsonGenerator out, ProxyRequest request, String requestId, Instant now) throws IOException {
        var headers = request.headers();
        var forwarded = request.header("X-Forwarded-For", "");
        var forwardedFor = forwarded.isEmpty() ? request.sourceIp() : forwarded + ", " + request.sourceIp();
        var traceId = "Root=1-" + Long.toHexString(now.getEpochSecond()) + "-"
                + requestId.replace("-", "").substring(8);
        out.writeObjectFieldStart("headers");
        for (var header : headers.entrySet()) {
            if (passedOn(header.getKey())) {
                out.writeStringField(header.getKey(), header.getValue().getLast());
            }
        }
        out.writeStringField("X-Amzn-Trace-Id", traceId);
        out.writeStringField("X-Forwarded-For", forwardedFor);
        out.writeStringField("X-Forwarded-Port", "443");
        out.writeStringField("X-Forwarded-Proto", "https");
        out.writeEndObject();
        out.writeObjectFieldStart("multiValueHeaders");
        for (var header : headers.entrySet()) {
            if (passedOn(header.getKey())) {
                values(out, header.getKey(), header.getValue());
            }
        }
        values(out, "X-Amzn-Trace-Id", List.of(traceId));
        values(out, "X-Forwarded-For", List.of(forwardedFor));
        values(out, "X-Forwarded-Port", List.of("443"));
        values(out, "X-Forwarded-Proto", List.of("https"));
        out.writeEndObject();
    }

    private static boolean passedOn(String name) {
        return switch (name) {
            case "Connection", "Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Forwarded-For",
                    "X-Forwarded-Port", "X-Forwarded-Proto" ->
                false;
            default -> true;
        };
    }

    private static void query(JsonGenerator out, Map<String, List<String>> query) throws IOException {
        if (query.isEmpty()) {
            out.writeNullField("queryStringParameters");
            out.writeNullField("multiValueQueryStringParameters");
            return;
        }
        out.writeObjectFieldStart("queryStringParameters");
        for (var parameter : query.entrySet()) {
            out.writeStringField(parameter.getKey(), parameter.getValue().getLast());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("multiValueQueryStringParameters");
        for (var parameter : query.entrySet()) {
            values(out, parameter.getKey(), parameter.getValue());
        }
        out.writeEndObject();
    }

    private static void pathParameters(JsonGenerator out, Map<String, String> parameters) throws IOException {
        if (parameters.isEmpty()) {
            out.writeNullField("pathParameters");
            return;
        }
        out.writeObjectFieldStart("pathParameters");
        for (var parameter : parameters.entrySet()) {
            out.writeStringField(parameter.getKey(), parameter.getValue());
        }
        out.writeEndObject();
    }

    private void requestContext(JsonGenerator out, ProxyRequest request, Match match, String requestId, Instant now)
            throws IOException {
        out.writeObjectFieldStart("requestContext");
        out.writeStringField("resourceId", Integer.toHexString(match.route().path().hashCode()));
        out.writeStringField("resourcePath", match.route().path());
        out.writeStringField("httpMethod", request.method());
        out.writeStringField("extendedRequestId", requestId.substring(0, 8) + "Local=");
        out.writeStringField("requestTime", requestTime(now));
        out.writeStringField("path", "/" + stage + request.path());
        out.writeStringField("accountId", accountId);
        out.writeStringField("protocol", request.protocol());
        out.writeStringField("stage", stage);
        out.writeStringField("domainPrefix", API_ID);
        out.writeNumberField("requestTimeEpoch", now.toEpochMilli());
        out.writeStringField("requestId", requestId);
        out.writeObjectFieldStart("identity");
        for (var absent : ABSENT) {
            out.writeNullField(absent);
        }
        out.writeStringField("sourceIp", request.sourceIp());
        out.writeStringField("userAgent", request.header("User-Agent", null));
        out.writeEndObject();
        out.writeStringField("domainName", API_ID + ".execute-api." + region + ".amazonaws.com");
        out.writeStringField("deploymentId", "local0");
        out.writeStringField("apiId", API_ID);
        out.writeEndObject();
    }

    private String requestTime(Instant now) {
        var known = second;
        if (known.epochSecond() != now.getEpochSecond()) {
            known = new Second(now.getEpochSecond(), REQUEST_TIME.format(now));
            second = known;
        }
        return known.text();
    }

    /** Text stays text; bytes that are not UTF-8 travel as base64. */
    private static void body(JsonGenerator out, byte[] body) throws IOException {
        if (body.length == 0) {
            out.writeNullField("body");
            out.writeBooleanField("isBase64Encoded", false);
            return;
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            out.writeStringField("body", text);
            out.writeBooleanField("isBase64Encoded", false);
        } catch (CharacterCodingException e) {
            out.writeStringField("body", Base64.getEncoder().encodeToString(body));
            out.writeBooleanField("isBase64Encoded", true);
        }
    }

    private static void values(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (var value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
