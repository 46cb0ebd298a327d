package io.crealia.transcoding.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A master playlist (RFC 8216, section 4.3.4), read strictly but for tags that a player would ignore. */
public record HlsMaster(List<Variant> variants, List<Media> media) {
    public HlsMaster {
        variants = List.copyOf(variants);
        media = List.copyOf(media);
    }

    /** @param resolution absent for sound alone */
    public record Variant(String uri, long bandwidth, String codecs, Optional<Size> resolution,
            Optional<String> audioGroup) {}

    /** @param type AUDIO, SUBTITLES ... */
    public record Media(String type, String groupId, Optional<String> uri) {}

    /** @throws IllegalArgumentException naming the line that is wrong */
    public static HlsMaster parse(String text) {
        var lines = HlsLines.of(text);
        var variants = new ArrayList<Variant>();
        var media = new ArrayList<Media>();
        while (lines.hasNext()) {
            var line = lines.next();
            lines.checked(() -> {
                if (line.startsWith("#EXT-X-STREAM-INF:")) {
                    variants.add(variant(line.substring(18), lines.uri()));
                } else if (line.startsWith("#EXT-X-MEDIA:")) {
                    media.add(media(line.substring(13)));
                } else if (line.startsWith("#EXTINF:") || !line.startsWith("#")) {
                    throw new IllegalArgumentException("expected a master playlist, found a segment");
                }
            });
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("expected at least one EXT-X-STREAM-INF");
        }
        return new HlsMaster(variants, media);
    }

    private static Variant variant(String list, String uri) {
        var attributes = HlsAttributes.parse(list);
        var bandwidth = attributes.get("BANDWIDTH");
        var codecs = attributes.get("CODECS");
        if (bandwidth == null || codecs == null) {
            throw new IllegalArgumentException("expected BANDWIDTH and CODECS in a STREAM-INF");
        }
        return new Variant(uri, Long.parseLong(bandwidth), codecs,
                Optional.ofNullable(attributes.get("RESOLUTION")).map(HlsMaster::size),
                Optional.ofNullable(attributes.get("AUDIO")));
    }

    private static Media media(String list) {
        var attributes = HlsAttributes.parse(list);
        if (!attributes.containsKey("TYPE") || !attributes.containsKey("GROUP-ID")) {
            throw new IllegalArgumentException("expected TYPE and GROUP-ID in an EXT-X-MEDIA");
        }
        return new Media(attributes.get("TYPE"), attributes.get("GROUP-ID"),
                Optional.ofNullable(attributes.get("URI")).map(HlsAttributes::child));
    }

    private static Size size(String text) {
        var sides = text.split("x", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("expected RESOLUTION=<width>x<height>, was " + text);
        }
        return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
}
