package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.WebVtt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Captions as the API shows them. Keys of the bucket are not shown. */
public final class CaptionJson {
    /** A function's answer has at most 6 MB, with the cues and with every quote escaped once more. */
    private static final int MAX_WORDS_SHOWN = 1536 * 1024;
    public static final int MAX_WORDS_FILE = 32 * 1024 * 1024;

    private CaptionJson() {}

    public static ObjectNode tracks(List<CaptionTrack> tracks) {
        var json = Json.object();
        var data = json.putArray("data");
        tracks.forEach(track -> data.add(track(track)));
        return json;
    }

    public static ObjectNode track(CaptionTrack track) {
        var json = Json.object().put("language", track.language().value()).put("origin", track.origin().wireName())
                .put("state", track.state().wireName()).put("version", track.version());
        track.updatedAt().ifPresent(at -> json.put("updated_at", at.toString()));
        return json;
    }

    /**
     * A track with its cues, and its words as far as they fit into an answer.
     *
     * @param words the file {@code words.json}
     */
    public static ObjectNode content(CaptionTrack track, byte[] vtt, Optional<byte[]> words) {
        var json = track(track);
        var cues = json.putArray("cues");
        WebVtt.parse(new String(vtt, StandardCharsets.UTF_8)).forEach(cue -> cues.addObject()
                .put("start_ms", cue.startMs()).put("end_ms", cue.endMs()).put("text", String.join("\n", cue.lines())));
        words.filter(file -> file.length <= MAX_WORDS_SHOWN)
                .ifPresent(file -> json.set("words", Json.parse(file).path("words")));
        return json;
    }
}
