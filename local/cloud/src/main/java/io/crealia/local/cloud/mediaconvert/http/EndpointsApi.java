package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** DescribeEndpoints: one endpoint, this server. */
public record EndpointsApi(URI self) {
    JsonNode describe() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.putArray("endpoints").addObject().put("url", self.toString());
        return out;
    }
}
