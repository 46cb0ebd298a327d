package io.crealia.transcoding.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A media playlist of a finished recording (RFC 8216, section 4.3.3): every segment, then the end.
 *
 * @param init the initialisation segment's address, if there is one
 */
public record HlsMediaPlaylist(int targetDuration, Optional<String> init, List<Segment> segments) {
    public HlsMediaPlaylist {
        segments = List.copyOf(segments);
    }

    public record Segment(String uri, double seconds) {}

    public double seconds() {
        return segments.stream().mapToDouble(Segment::seconds).sum();
    }

    /** @throws IllegalArgumentException naming what is wrong, and the line where one is */
    public static HlsMediaPlaylist parse(String text) {
        var reader = new Reader();
        var lines = HlsLines.of(text);
        while (lines.hasNext()) {
            var line = lines.next();
            lines.checked(() -> reader.read(line, lines));
        }
        return reader.finish();
    }

    private static final class Reader {
        private final List<Segment> segments = new ArrayList<>();
        private Optional<String> init = Optional.empty();
        private int target;
        private boolean ended;
        private double pending = -1;

        void read(String line, HlsLines lines) {
            if (line.startsWith("#EXTINF:")) {
                pending = Double.parseDouble(line.substring(8).split(",", 2)[0]);
                if (!(pending >= 0 && pending < 86_400)) {
                    throw new IllegalArgumentException("expected a length in seconds, was " + line);
                }
            } else if (line.startsWith("#EXT-X-TARGETDURATION:")) {
                target = Integer.parseInt(line.substring(22));
            } else if (line.startsWith("#EXT-X-MAP:")) {
                init = Optional.ofNullable(HlsAttributes.parse(line.substring(11)).get("URI"))
                        .map(HlsAttributes::child);
            } else if (line.equals("#EXT-X-ENDLIST")) {
                ended = true;
            } else if (line.startsWith("#EXT-X-STREAM-INF:")) {
                throw new IllegalArgumentException("expected a media playlist, found a variant");
            } else if (!line.startsWith("#")) {
                segment(line);
            }
        }

        private void segment(String uri) {
            if (pending < 0 || ended) {
                throw new IllegalArgumentException("expected EXTINF before a segment, and none after the end");
            }
            segments.add(new Segment(HlsAttributes.child(uri), pending));
            pending = -1;
        }

        HlsMediaPlaylist finish() {
            if (!ended || pending >= 0 || segments.isEmpty() || target < 1) {
                throw new IllegalArgumentException(
                        "expected EXT-X-TARGETDURATION, at least one whole segment and EXT-X-ENDLIST");
            }
            // RFC 8216, 4.3.3.1: rounded to whole seconds, no segment is longer than the target.
            if (segments.stream().anyMatch(segment -> Math.round(segment.seconds()) > target)) {
                throw new IllegalArgumentException("a segment is longer than EXT-X-TARGETDURATION, " + target);
            }
            return new HlsMediaPlaylist(target, init, segments);
        }
    }
}
