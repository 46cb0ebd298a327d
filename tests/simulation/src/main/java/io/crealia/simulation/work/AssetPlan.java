package io.crealia.simulation.work;

import io.crealia.simulation.cloud.Media;
import io.crealia.simulation.core.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one creator does with one file.
 *
 * @param number names it, so that another asset can be left out without changing this one
 * @param startMillis after the run's start
 */
public record AssetPlan(int number, String tenant, Media media, Way way, Act act, String template, long startMillis) {
    /** How the bytes come in. */
    public enum Way {
        PUT, MULTIPART,
        /** Another size than was announced. */
        WRONG_SIZE,
        /** No media. */
        NOT_MEDIA,
        /** Announced, and forgotten. */
        NEVER,
        /** Started in parts, and cancelled. */
        CANCELLED,
        /** Announced, and cancelled. */
        CANCELLED_PUT,
        /** Started in parts, cancelled after the parts were asked for. */
        CANCELLED_LATE,
        /** Started in parts, and forgotten before or after they were asked for. */
        NEVER_PARTS, STOPPED,
        /** No media, in parts. */
        NOT_MEDIA_PARTS,
        /** Who starts it waits for no answer and never comes back. */
        LEFT,
        /** Sent twice, the second time with another size. */
        REPLACED
    }

    private static final Set<Way> WHOLE = EnumSet.of(Way.PUT, Way.MULTIPART, Way.REPLACED);
    private static final Set<Way> IN_PARTS = EnumSet.of(Way.MULTIPART, Way.CANCELLED, Way.CANCELLED_LATE,
            Way.NEVER_PARTS, Way.STOPPED, Way.NOT_MEDIA_PARTS, Way.LEFT);

    /** What the creator does after that. */
    public enum Act {
        NOTHING, CANCEL_RUN, RETRY_RUN, DELETE, CANCEL_AND_DELETE,
        /** Deletes what has ended long ago. No random workload does it, for a test does. */
        DELETE_LATE
    }

    private static final List<Media> MEDIA = List.of(Media.SOUND, Media.SOUND, Media.SOUND, Media.SPEECH, Media.PICTURE,
            Media.FILM, Media.TALK, Media.UNREADABLE, Media.FAILS, Media.FAILS_ONCE, Media.STUCK_ONCE);

    /** How often each way is gone, of 41 assets. What is forgotten is looked for all day long, which costs time. */
    private static final List<Way> WAYS = Map.ofEntries(Map.entry(Way.PUT, 16), Map.entry(Way.MULTIPART, 8),
            Map.entry(Way.WRONG_SIZE, 2), Map.entry(Way.NOT_MEDIA, 2), Map.entry(Way.CANCELLED, 2),
            Map.entry(Way.CANCELLED_PUT, 1), Map.entry(Way.CANCELLED_LATE, 2), Map.entry(Way.NEVER, 1),
            Map.entry(Way.NEVER_PARTS, 1), Map.entry(Way.STOPPED, 1), Map.entry(Way.NOT_MEDIA_PARTS, 1),
            Map.entry(Way.LEFT, 2), Map.entry(Way.REPLACED, 2)).entrySet().stream().sorted(Map.Entry.comparingByKey())
            .flatMap(each -> Collections.nCopies(each.getValue(), each.getKey()).stream()).toList();
    private static final List<Act> ACTS = List.of(Act.NOTHING, Act.NOTHING, Act.NOTHING, Act.NOTHING, Act.NOTHING,
            Act.NOTHING, Act.CANCEL_RUN, Act.CANCEL_RUN, Act.RETRY_RUN, Act.RETRY_RUN, Act.DELETE, Act.DELETE,
            Act.CANCEL_AND_DELETE);

    /** A workload: one or two assets. */
    public static List<AssetPlan> workload(Chance chance) {
        var plans = new ArrayList<AssetPlan>();
        var count = chance.between("assets", 0, 1, 3);
        for (int i = 0; i < count; i++) {
            var way = chance.pick("way", i, WAYS);
            var act = chance.pick("act", i, ACTS);
            var media = chance.pick("media", i, MEDIA);
            var reels = media == Media.TALK || chance.test("template", i, 0.3);
            plans.add(new AssetPlan(i, chance.test("tenant", i, 0.7) ? "acme" : "zeta", media, way, act,
                    reels ? "auto-reels" : "stream",
                    chance.between("start", i, 0, 90_000)));
        }
        return plans;
    }

    /** The same asset, after which something else is done. */
    public AssetPlan with(Act other) {
        return new AssetPlan(number, tenant, media, way, other, template, startMillis);
    }

    /** What the file is announced with, by which one plan's upload is known from another's; parts are for more than a PUT. */
    long size() {
        return (IN_PARTS.contains(way) ? 6L << 20 : 500_000) + 10L * number;
    }

    /** Whether the file arrives as it was announced, at least once. */
    public boolean whole() {
        return WHOLE.contains(way);
    }

    byte[] head() {
        return way == Way.NOT_MEDIA || way == Way.NOT_MEDIA_PARTS
                ? "<html><body>no film</body></html>".getBytes(
                        java.nio.charset.StandardCharsets.US_ASCII)
                : media.head();
    }
}
