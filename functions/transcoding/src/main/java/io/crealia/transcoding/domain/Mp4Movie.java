package io.crealia.transcoding.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an MP4 file says of its tracks, as far as the platforms that take vertical clips ask (ISO/IEC 14496-12 and -15).
 *
 * @param editList whether any track has one
 */
public record Mp4Movie(boolean indexFirst, long durationMs, boolean editList, Optional<Picture> picture,
        Optional<Sound> sound) {
    private static final int VIDEO = 0x76696465;
    private static final int AUDIO = 0x736f756e;
    private static final int STSD_HEADER = 8;
    private static final int VISUAL_ENTRY = 78;
    private static final int SIZE_IN_ENTRY = 24;
    private static final int RATE_IN_ENTRY = 24;
    private static final int CHANNELS_IN_ENTRY = 16;
    private static final int MOST_TIMES = 4096;

    /**
     * @param codec four characters, {@code avc1}
     * @param profile of H.264, 100 is High; 0 for others
     * @param constantRate whether every picture lasts as long as every other
     */
    public record Picture(Size size, String codec, int profile, boolean constantRate, Ratio frameRate,
            long durationMs) {}

    /** @param codec four characters, {@code mp4a} */
    public record Sound(String codec, int channels, int sampleRate, long durationMs) {}

    /** @throws IllegalArgumentException saying what is wrong with the file */
    public static Mp4Movie read(ByteSource source, long fileSize) {
        var file = Mp4File.read(source, fileSize);
        try {
            var boxes = new Mp4Boxes(source, fileSize);
            var moov = boxes.topLevel("").stream().filter(box -> box.type().equals("moov")).findFirst().orElseThrow();
            var tracks = boxes.children(moov, 0).stream().filter(box -> box.type().equals("trak")).toList();
            var edits = tracks.stream().anyMatch(track -> boxes.descend(track, "edts", "elst").isPresent());
            return new Mp4Movie(file.indexFirst(), file.durationMs(), edits,
                    of(boxes, tracks, VIDEO).map(track -> picture(boxes, track)),
                    of(boxes, tracks, AUDIO).map(track -> sound(boxes, track)));
        } catch (Mp4Boxes.MalformedException e) {
            throw new IllegalArgumentException("not a well-formed MP4 file: " + e.getMessage(), e);
        }
    }

    private static Optional<Mp4Boxes.Box> of(Mp4Boxes boxes, List<Mp4Boxes.Box> tracks, int handler) {
        return tracks.stream().filter(track -> boxes.descend(track, "mdia", "hdlr")
                .map(hdlr -> boxes.read(hdlr.body() + 8, 4).getInt()).filter(each -> each == handler).isPresent())
                .findFirst();
    }

    private static Picture picture(Mp4Boxes boxes, Mp4Boxes.Box track) {
        var entry = entry(boxes, track);
        var size = boxes.read(entry.body() + SIZE_IN_ENTRY, 4);
        var width = Short.toUnsignedInt(size.getShort());
        var height = Short.toUnsignedInt(size.getShort());
        var profile = boxes.children(entry, VISUAL_ENTRY).stream().filter(box -> box.type().equals("avcC"))
                .findFirst().map(box -> Byte.toUnsignedInt(boxes.read(box.body() + 1, 1).get())).orElse(0);
        var clock = clock(boxes, track);
        var times = times(boxes, track);
        var first = times.isEmpty() ? 0L : times.getFirst();
        return new Picture(new Size(width, height), entry.type(), profile,
                first > 0 && times.stream().allMatch(time -> time == first),
                first > 0 ? new Ratio(clock.timescale(), (int) first) : Ratio.ONE, clock.durationMs());
    }

    private static Sound sound(Mp4Boxes boxes, Mp4Boxes.Box track) {
        var entry = entry(boxes, track);
        return new Sound(entry.type(), Short.toUnsignedInt(boxes.read(entry.body() + CHANNELS_IN_ENTRY, 2).getShort()),
                Short.toUnsignedInt(boxes.read(entry.body() + RATE_IN_ENTRY, 2).getShort()),
                clock(boxes, track).durationMs());
    }

    private static Mp4Boxes.Box entry(Mp4Boxes boxes, Mp4Boxes.Box track) {
        var stsd = boxes.descend(track, "mdia", "minf", "stbl", "stsd")
                .orElseThrow(() -> new IllegalArgumentException("expected a box stsd"));
        return boxes.children(stsd, STSD_HEADER).stream().findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a sample entry"));
    }

    private record Clock(int timescale, long durationMs) {}

    private static Clock clock(Mp4Boxes boxes, Mp4Boxes.Box track) {
        var mdhd = boxes.descend(track, "mdia", "mdhd")
                .orElseThrow(() -> new IllegalArgumentException("expected a box mdhd"));
        var wide = boxes.read(mdhd.body(), 1).get() == 1;
        var bytes = boxes.read(mdhd.body() + 4 + (wide ? 16 : 8), wide ? 12 : 8);
        var timescale = Math.max(1, bytes.getInt());
        var duration = wide ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
        return new Clock(timescale, Math.round(duration * 1000.0 / timescale));
    }

    /** How long pictures last, by run; more runs than any constant rate has end the list. */
    private static List<Long> times(Mp4Boxes boxes, Mp4Boxes.Box track) {
        var stts = boxes.descend(track, "mdia", "minf", "stbl", "stts")
                .orElseThrow(() -> new IllegalArgumentException("expected a box stts"));
        var count = (int) Math.min(MOST_TIMES, Integer.toUnsignedLong(boxes.read(stts.body() + 4, 4).getInt()));
        var table = boxes.read(stts.body() + 8, (int) Math.min(count * 8L, Math.max(0, stts.length() - 8)));
        var times = new ArrayList<Long>();
        while (table.remaining() >= 8) {
            table.getInt();
            times.add(Integer.toUnsignedLong(table.getInt()));
        }
        return times;
    }
}
