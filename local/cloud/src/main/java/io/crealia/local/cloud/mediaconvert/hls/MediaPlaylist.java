package io.crealia.local.cloud.mediaconvert.hls;

import java.util.List;
import java.util.Locale;

/** A variant's playlist (RFC 8216, section 4.3.3). */
public final class MediaPlaylist {
    private static final int VERSION = 7;

    private MediaPlaylist() {}

    /** @param name file name beside the playlist @param seconds EXTINF */
    public record Entry(String name, double seconds) {}

    /**
     * @param init file name of the initialisation section, empty for text
     * @param target seconds for EXT-X-TARGETDURATION, raised if a segment is longer
     * @param decimals EXTINF with six decimals, else whole seconds
     * @param roundUp raise the target to the next whole second rather than to the nearest
     */
    public static String write(String init, List<Entry> entries, double target, boolean decimals, boolean roundUp) {
        double longest = entries.stream().mapToDouble(Entry::seconds).max().orElse(target);
        long duration = Math.max(1, roundUp ? (long) Math.ceil(longest - 1e-6) : Math.round(longest));
        duration = entries.size() > 1 ? Math.max(duration, (long) target) : duration;
        var out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:" + VERSION + "\n");
        out.append("#EXT-X-TARGETDURATION:").append(duration).append("\n#EXT-X-MEDIA-SEQUENCE:1\n");
        out.append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        if (!init.isEmpty()) {
            out.append("#EXT-X-MAP:URI=\"").append(init).append("\"\n");
        }
        for (Entry entry : entries) {
            out.append(decimals
                    ? String.format(Locale.ROOT, "#EXTINF:%.6f,", entry.seconds())
                    : "#EXTINF:" + Math.round(entry.seconds()) + ",").append('\n').append(entry.name()).append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }
}
