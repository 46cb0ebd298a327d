package io.crealia.chaos.cloud;

import java.util.Map;

/**
 * What one real transcoding job made.
 *
 * @param outputs the objects of an attempt but its result document, by their keys below the attempt's folder
 */
public record Recording(Map<String, byte[]> outputs) {
    public Recording {
        outputs = Map.copyOf(outputs);
    }
}
