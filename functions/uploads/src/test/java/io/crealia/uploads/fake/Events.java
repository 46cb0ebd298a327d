package io.crealia.uploads.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The payloads in {@code events/}, the same that are given to a locally invoked function. */
public final class Events {
    /** What the payloads call their upload, and their token. */
    public static final String UPLOAD = "upl_00000000000000000000000001";
    public static final String TOKEN = "TOKEN";

    private Events() {}

    /** @param replacements texts of the payload, and what stands for them in this test */
    public static ObjectNode read(String function, String name, Map<String, String> replacements) {
        try {
            var text = Files
                    .readString(Path.of(System.getProperty("crealia.root"), "events", function, name + ".json"));
            for (var each : replacements.entrySet()) {
                text = text.replace(each.getKey(), each.getValue());
            }
            return (ObjectNode) Json.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode invoke(ApiCall.Target target, JsonNode event) {
        var out = new ByteArrayOutputStream();
        try {
            target.handle(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("uploads"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.parse(out.toByteArray());
    }

    /** Which messages of the batch are to come again. */
    public static List<String> failures(JsonNode answer) {
        var ids = new ArrayList<String>();
        answer.path("batchItemFailures").forEach(failure -> ids.add(failure.path("itemIdentifier").asText()));
        return ids;
    }
}
