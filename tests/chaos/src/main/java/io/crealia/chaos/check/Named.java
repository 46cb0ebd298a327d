package io.crealia.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a result document says was made: every text in it that is a key of the asset, and what its playlists name
 * (RFC 8216: a line that is no tag is an address, and so is an attribute URI).
 *
 * @param texts of result documents and playlists, by key
 * @param folder the asset's, with a slash at its end
 */
record Named(Map<String, String> texts, String folder) {
    private static final Pattern ATTRIBUTE = Pattern.compile("URI=\"([^\"]+)\"");

    Set<String> of(String result) {
        var keys = new TreeSet<String>();
        if (texts.containsKey(result)) {
            keys(Json.parse(texts.get(result)), keys);
        }
        for (var key : Set.copyOf(keys)) {
            children(key, keys);
        }
        return keys;
    }

    private void keys(JsonNode node, Set<String> keys) {
        if (node.isTextual() && node.asText().startsWith(folder)) {
            keys.add(node.asText());
        }
        node.forEach(child -> keys(child, keys));
    }

    private void children(String playlist, Set<String> keys) {
        if (!playlist.endsWith(".m3u8") || !texts.containsKey(playlist)) {
            return;
        }
        var beside = playlist.substring(0, playlist.lastIndexOf('/') + 1);
        for (var line : texts.get(playlist).lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            if (!line.startsWith("#")) {
                keys.add(beside + line);
            }
            var attribute = ATTRIBUTE.matcher(line);
            if (line.startsWith("#") && attribute.find()) {
                keys.add(beside + attribute.group(1));
            }
        }
    }
}
