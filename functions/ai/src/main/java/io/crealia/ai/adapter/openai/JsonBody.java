package io.crealia.ai.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON document as a request's body. */
record JsonBody(byte[] bytes) implements OpenAiHttp.Body {
    static JsonBody of(JsonNode json) {
        return new JsonBody(Json.bytes(json));
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
