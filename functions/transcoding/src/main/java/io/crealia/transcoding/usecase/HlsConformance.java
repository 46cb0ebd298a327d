package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.transcoding.domain.Check;
import io.crealia.transcoding.domain.HlsMaster;
import io.crealia.transcoding.domain.HlsMediaPlaylist;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Size;
import io.crealia.transcoding.port.MediaStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures a set of HLS playlists and what they name. */
final class HlsConformance {
    private static final int MAX_PLAYLIST_BYTES = 4_000_000;
    private static final int MAX_OBJECTS = 100_000;
    /** Scaling to even sides may move a side by one step. */
    private static final int SIDE_TOLERANCE = 2;
    private static final double ALIGNMENT_SECONDS = 0.05;

    private final MediaStore store;

    HlsConformance(MediaStore store) {
        this.store = store;
    }

    List<Check> measure(JsonNode transcode, DurationRule duration, MediaInfo info) {
        var checks = new ArrayList<Check>();
        var key = transcode.path("hls").path("master").asText();
        var folder = key.substring(0, key.lastIndexOf('/') + 1);
        HlsMaster master;
        try {
            master = HlsMaster.parse(text(key));
            checks.add(Check.of("hls.master", true, "a master playlist", master.variants().size() + " variants"));
        } catch (IllegalArgumentException e) {
            return List.of(Check.broken("hls.master", "a master playlist", e.getMessage()));
        }
        rungs(transcode, master, info, checks);
        var playlists = playlists(folder, master, checks);
        children(folder, playlists, checks);
        var sound = master.media().stream().flatMap(media -> media.uri().stream()).toList();
        playlists.forEach((uri, playlist) -> checks.add(sound.contains(uri) && info.video().isPresent()
                ? duration.atMost("hls.duration." + uri, playlist.seconds())
                : duration.check("hls.duration." + uri, playlist.seconds())));
        align(master, playlists, checks);
        return checks;
    }

    private static void rungs(JsonNode transcode, HlsMaster master, MediaInfo info, List<Check> checks) {
        var planned = VerifyStep.ready(transcode, "hls_video").stream()
                .map(rung -> new Size(rung.path("width").asInt(), rung.path("height").asInt())).toList();
        var made = master.variants().stream().flatMap(variant -> variant.resolution().stream()).distinct().toList();
        var same = planned.size() == made.size()
                && planned.stream().allMatch(size -> made.stream().anyMatch(other -> near(size, other)));
        checks.add(Check.of("hls.rungs", same, planned, made));
        info.video().ifPresent(video -> {
            var display = video.display();
            checks.add(Check.of("hls.not_above_source",
                    made.stream().allMatch(
                            size -> size.width() <= display.width() + 1 && size.height() <= display.height() + 1),
                    "at most " + display, made));
        });
        var sound = master.media().stream().anyMatch(media -> media.type().equals("AUDIO"))
                || master.variants().stream().anyMatch(variant -> variant.codecs().contains("mp4a"));
        var wanted = !VerifyStep.ready(transcode, "hls_audio").isEmpty();
        checks.add(Check.of("hls.audio", sound == wanted, wanted ? "sound" : "no sound", sound ? "sound" : "no sound"));
    }

    private Map<String, HlsMediaPlaylist> playlists(String folder, HlsMaster master, List<Check> checks) {
        var uris = Stream.concat(master.variants().stream().map(HlsMaster.Variant::uri),
                master.media().stream().filter(media -> media.type().equals("AUDIO"))
                        .flatMap(media -> media.uri().stream()))
                .distinct().toList();
        var playlists = new LinkedHashMap<String, HlsMediaPlaylist>();
        for (var uri : uris) {
            try {
                playlists.put(uri, HlsMediaPlaylist.parse(text(folder + uri)));
            } catch (IllegalArgumentException e) {
                checks.add(Check.broken("hls.playlist." + uri, "a media playlist", e.getMessage()));
            }
        }
        checks.add(Check.of("hls.playlists", playlists.size() == uris.size(), uris.size() + " playlists",
                playlists.size() + " playlists"));
        return playlists;
    }

    private void children(String folder, Map<String, HlsMediaPlaylist> playlists, List<Check> checks) {
        var sizes = new LinkedHashMap<String, Long>();
        store.list(folder, MAX_OBJECTS)
                .forEach(entry -> sizes.put(entry.key().substring(folder.length()), entry.sizeBytes()));
        var missing = new ArrayList<String>();
        var withoutInit = new ArrayList<String>();
        var named = 0;
        for (var entry : playlists.entrySet()) {
            for (var segment : entry.getValue().segments()) {
                named++;
                if (sizes.getOrDefault(segment.uri(), 0L) == 0) {
                    missing.add(segment.uri());
                }
            }
            if (entry.getValue().init().filter(init -> sizes.getOrDefault(init, 0L) > 0).isEmpty()) {
                withoutInit.add(entry.getKey());
            }
        }
        checks.add(Check.of("hls.segments", missing.isEmpty(), named + " segments with content",
                missing.isEmpty() ? "all there" : missing.size() + " missing or empty, first " + missing.getFirst()));
        checks.add(Check.of("hls.init_segments", withoutInit.isEmpty(), "one for each playlist",
                withoutInit.isEmpty() ? "all there" : "none for " + withoutInit));
        checks.add(NoLocation.check("hls.no_location", store, playlists.values().stream()
                .flatMap(playlist -> playlist.init().stream()).distinct().map(init -> folder + init).toList()));
    }

    // A player changes the rung at a segment's start, so all rungs must be cut at the same times.
    private static void align(HlsMaster master, Map<String, HlsMediaPlaylist> playlists, List<Check> checks) {
        var videos = master.variants().stream().filter(variant -> variant.resolution().isPresent())
                .map(variant -> playlists.get(variant.uri())).filter(playlist -> playlist != null).toList();
        if (videos.size() > 1) {
            var first = starts(videos.getFirst());
            var aligned = videos.stream().allMatch(playlist -> same(first, starts(playlist)));
            checks.add(Check.of("hls.alignment", aligned, "segments that start at the same times",
                    videos.stream().map(playlist -> playlist.segments().size() + " segments").toList()));
        }
    }

    private static double[] starts(HlsMediaPlaylist playlist) {
        var starts = new double[playlist.segments().size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + playlist.segments().get(i - 1).seconds();
        }
        return starts;
    }

    private static boolean same(double[] one, double[] other) {
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            if (Math.abs(one[i] - other[i]) > ALIGNMENT_SECONDS) {
                return false;
            }
        }
        return one.length == other.length;
    }

    private static boolean near(Size one, Size other) {
        return Math.abs(one.width() - other.width()) <= SIDE_TOLERANCE
                && Math.abs(one.height() - other.height()) <= SIDE_TOLERANCE;
    }

    private String text(String key) {
        return store.get(key, MAX_PLAYLIST_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("the playlist is missing"));
    }
}
