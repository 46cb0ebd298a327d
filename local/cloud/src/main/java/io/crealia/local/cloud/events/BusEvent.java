package io.crealia.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a service puts on the bus; the bus adds id, time, account and region.
 *
 * @param source for example {@code aws.mediaconvert}
 * @param detail an object
 */
public record BusEvent(String source, String detailType, List<String> resources, JsonNode detail) {

    public BusEvent {
        if (source == null || source.isBlank()) {
            throw new IllegalArgumentException("source must not be blank");
        }
        if (detailType == null || detailType.isBlank()) {
            throw new IllegalArgumentException("detailType must not be blank");
        }
        if (detail == null || !detail.isObject()) {
            throw new IllegalArgumentException("detail must be a JSON object, was " + detail);
        }
        resources = List.copyOf(resources);
    }
}
