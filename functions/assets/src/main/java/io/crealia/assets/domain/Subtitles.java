package io.crealia.assets.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Captions as HLS has them (RFC 8216): a playlist a language, with one WebVTT segment as long as the asset. Its times are
 * those of our renditions, which are fragmented MP4 that begins at 0 on MediaConvert as in the local edition.
 */
public final class Subtitles {
    public static final String GROUP = "subs";
    private static final String HEADER = "WEBVTT";
    private static final String TIMESTAMP_MAP = "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0";
    private static final Pattern NAME = Pattern.compile("captions_([A-Za-z0-9-]{2,35})\\.(m3u8|vtt)");

    private Subtitles() {}

    /** @return the language whose playlist or segment a file's name is */
    static Optional<LanguageTag> language(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches()
                ? LanguageTag.read(matcher.group(1)).filter(tag -> tag.value().equals(matcher.group(1)))
                : Optional.empty();
    }

    public static String playlistName(LanguageTag language) {
        return "captions_" + language + ".m3u8";
    }

    public static String segmentName(LanguageTag language) {
        return "captions_" + language + ".vtt";
    }

    /** @param duration of the asset; EXTINF, rounded, must not exceed the target */
    public static String playlist(Duration duration, String segment) {
        var millis = Math.max(1, duration.toMillis());
        return "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:" + Math.ceilDiv(millis, 1000)
                + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:"
                + BigDecimal.valueOf(millis, 3).toPlainString() + ",\n" + segment + "\n#EXT-X-ENDLIST\n";
    }

    /**
     * The file as a segment, which says which time of the stream its own zero is.
     *
     * @throws DamagedFileException if the file does not begin as WebVTT does
     */
    public static String segment(String vtt) {
        var lines = vtt.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new DamagedFileException("line 1: expected WEBVTT");
        }
        return HEADER + "\n" + TIMESTAMP_MAP + "\n"
                + String.join("\n", lines.subList(1, lines.size())) + "\n";
    }

    /** The lines of a master playlist that offer captions, one a language. */
    static List<String> media(List<CaptionTrack> tracks) {
        return tracks.stream().map(CaptionTrack::language).map(language -> "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\""
                + GROUP + "\",NAME=\"" + language.displayName() + "\",LANGUAGE=\"" + language
                + "\",AUTOSELECT=YES,DEFAULT=NO,FORCED=NO,URI=\"" + playlistName(language) + "\"").toList();
    }
}
