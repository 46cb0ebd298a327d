package io.crealia.platform.http;

import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.regex.Pattern;

/** The events with which an edge is run before a checkpoint: reads by a tenant that nobody is, of what nobody has. */
final class HttpRehearsal {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\+?}");
    private static final String NOTHING = "_" + "0".repeat(26);
    /** Of path parameters, so that they are looked for and not only refused. */
    private static final Map<String, String> VALUES = Map.of("upload_id", "upl" + NOTHING, "asset_id",
            "ast" + NOTHING, "workflow_id", "wfl" + NOTHING, "endpoint_id", "whk" + NOTHING, "delivery_id",
            "dlv" + NOTHING, "erasure_id", "era" + NOTHING, "export_id", "exp" + NOTHING, "language", "en");

    private HttpRehearsal() {}

    static void call(HttpEdge edge, String method, String resource, String body) throws IOException {
        var event = Json.object().put("httpMethod", method).put("resource", resource);
        var parameters = event.putObject("pathParameters");
        var path = PARAMETER.matcher(resource).replaceAll(found -> {
            var value = VALUES.getOrDefault(found.group(1), "none");
            parameters.put(found.group(1), value);
            return value;
        });
        event.put("path", path);
        event.putObject("requestContext").put("requestId", "rehearsal");
        var headers = event.putObject("headers").put("Authorization", "Bearer " + TokenVerifier.rehearsalToken());
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
            event.put("body", body);
        }
        edge.handle(new ByteArrayInputStream(Json.bytes(event)), OutputStream.nullOutputStream(), null);
    }
}
