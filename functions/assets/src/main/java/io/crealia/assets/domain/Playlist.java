package io.crealia.assets.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An HLS playlist (RFC 8216) that we wrote ourselves: its children lie beside it, under plain names. Anything else in it
 * is refused, so that no child can leave the asset or stay unsigned.
 */
public final class Playlist {
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^\",]*)(,|$)");

    /** No exponent: a sum with {@code 1e999999999} would take all memory. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final String VARIANT = "#EXT-X-STREAM-INF:";

    private final List<String> lines;

    private Playlist(List<String> lines) {
        this.lines = lines;
    }

    /** @throws DamagedFileException if the text does not begin as a playlist does */
    public static Playlist parse(String text) {
        var lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals("#EXTM3U")) {
            throw new DamagedFileException("line 1: expected #EXTM3U");
        }
        return new Playlist(lines);
    }

    /** The sum of the segments; zero for a playlist of playlists. */
    public Duration duration() {
        var seconds = lines.stream().filter(line -> line.startsWith("#EXTINF:"))
                .map(line -> seconds(line.substring("#EXTINF:".length()))).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    /**
     * A master playlist that offers captions, each to every variant.
     *
     * @throws DamagedFileException if the master has captions of its own: a player would see two groups
     */
    public Playlist withSubtitles(List<CaptionTrack> tracks) {
        if (tracks.isEmpty()) {
            return this;
        }
        var all = new ArrayList<String>();
        var media = Subtitles.media(tracks);
        for (var line : lines) {
            if (line.startsWith(VARIANT)) {
                if (line.contains("SUBTITLES=")) {
                    throw new DamagedFileException("unexpected attribute SUBTITLES");
                }
                all.addAll(media);
                media = List.of();
                all.add(line + ",SUBTITLES=\"" + Subtitles.GROUP + "\"");
            } else {
                all.add(line);
            }
        }
        return new Playlist(all);
    }

    /**
     * The playlist with every child's address replaced, in URI lines and in URI attributes.
     *
     * @param address gives the address of a child by its name, a {@link ChildName}
     * @throws DamagedFileException naming the line, if a child does not lie beside the playlist
     */
    public String rewritten(UnaryOperator<String> address) {
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            try {
                text.append(rewritten(lines.get(i), address)).append('\n');
            } catch (DamagedFileException e) {
                throw new DamagedFileException("line " + (i + 1) + ": " + e.getMessage());
            }
        }
        return text.toString();
    }

    private static String rewritten(String line, UnaryOperator<String> address) {
        if (line.isBlank()) {
            return "";
        }
        if (!line.startsWith("#")) {
            return address.apply(ChildName.require(line));
        }
        // Only a list of attributes that names a URI or URL can hold an address.
        int list = line.indexOf(':') + 1;
        return list > 0 && line.startsWith("#EXT-X-") && line.indexOf("UR", list) >= 0
                ? line.substring(0, list) + attributes(line.substring(list), address)
                : line;
    }

    private static String attributes(String list, UnaryOperator<String> address) {
        var text = new StringBuilder();
        var matcher = ATTRIBUTE.matcher(list);
        int end = 0;
        while (end < list.length() && matcher.find(end) && matcher.start() == end) {
            var value = matcher.group(2);
            if (matcher.group(1).equals("URI")) {
                value = "\"" + address.apply(ChildName.require(unquoted(value))) + "\"";
            } else if (matcher.group(1).endsWith("URI") || matcher.group(1).endsWith("URL")) {
                throw new DamagedFileException("unexpected attribute " + matcher.group(1));
            }
            text.append(matcher.group(1)).append('=').append(value).append(matcher.group(3));
            end = matcher.end();
        }
        if (end < list.length()) {
            throw new DamagedFileException("expected a list of attributes");
        }
        return text.toString();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"")) {
            throw new DamagedFileException("expected a quoted URI");
        }
        return value.substring(1, value.length() - 1);
    }

    private static BigDecimal seconds(String text) {
        var seconds = text.split(",", 2)[0].strip();
        if (!SECONDS.matcher(seconds).matches()) {
            throw new DamagedFileException("expected seconds in #EXTINF");
        }
        return new BigDecimal(seconds);
    }
}
