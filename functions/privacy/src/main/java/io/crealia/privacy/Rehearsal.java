package io.crealia.privacy;

import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.privacy.port.ErasureRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It changes nothing. */
final class Rehearsal {
    private static final ErasureId NOTHING = new ErasureId(ErasureId.PREFIX + "0".repeat(26));

    private Rehearsal() {}

    static boolean find(ErasureRepository erasures) {
        return erasures.find(new TenantId("rehearsal"), NOTHING).isPresent();
    }

    static boolean api(HttpEdge edge) throws IOException {
        var event = Json.object().put("httpMethod", "GET").put("resource", "/v1/privacy/inventory").put("path",
                "/v1/privacy/inventory");
        event.putObject("requestContext").put("requestId", "rehearsal");
        event.putObject("headers").put("Authorization", "Bearer e30.e30.e30");
        edge.handle(new ByteArrayInputStream(Json.bytes(event)), OutputStream.nullOutputStream(), null);
        return true;
    }
}
