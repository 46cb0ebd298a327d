package io.crealia.transcoding.domain;

import java.util.Optional;
import java.util.Set;

/**
 * What an MP4 or QuickTime file says of its picture and MediaConvert's Probe does not: how it is turned, the shape of a
 * pixel and whether the frame rate varies (ISO/IEC 14496-12, boxes tkhd, pasp and stts).
 *
 * @param rotation clockwise, 0, 90, 180 or 270
 */
public record Mp4Track(int rotation, Ratio pixelAspect, boolean variableFrameRate) {
    private static final Set<String> MEDIA = Set.of("mdat", "moov", "moof");
    private static final int MAX_TIMES = 8000;
    private static final double ODD = 0.15;
    /** Fixed part of a visual sample entry, and the entry count before the first one. */
    private static final int STSD_HEADER = 8;
    private static final int VISUAL_ENTRY = 78;
    private static final int MATRIX_AFTER_TIMES = 16;

    /** Whether the file ends in the middle of its media or index, as an upload does that was cut off. */
    public static boolean cutOff(ByteSource source, long fileSize) {
        try {
            // Other boxes that do not fit are some writer's rubbish at the end.
            return new Mp4Boxes(source, fileSize).cutOff().filter(box -> MEDIA.contains(box.type())).isPresent();
        } catch (Mp4Boxes.MalformedException _) {
            return false;
        }
    }

    /** @return empty if the file is no such file, or not a well-formed one: that is the prober's to say */
    public static Optional<Mp4Track> read(ByteSource source, long fileSize) {
        try {
            var boxes = new Mp4Boxes(source, fileSize);
            return boxes.topLevel("moov").stream().filter(box -> box.type().equals("moov")).findFirst()
                    .flatMap(moov -> boxes.children(moov, 0).stream().filter(box -> box.type().equals("trak"))
                            .filter(trak -> video(boxes, trak)).findFirst())
                    .map(trak -> track(boxes, trak));
        } catch (Mp4Boxes.MalformedException _) {
            return Optional.empty();
        }
    }

    /** What the probed picture really is. */
    public MediaInfo.Video applyTo(MediaInfo.Video video) {
        return new MediaInfo.Video(video.codec(), video.width(), video.height(), rotation, video.frameRate(),
                video.variableFrameRate() || variableFrameRate, video.bitDepth(), video.transfer(), video.interlaced(),
                pixelAspect);
    }

    private static boolean video(Mp4Boxes boxes, Mp4Boxes.Box trak) {
        return boxes.descend(trak, "mdia", "hdlr").map(hdlr -> boxes.read(hdlr.body() + 8, 4).getInt())
                .filter(handler -> handler == 0x76696465).isPresent();
    }

    private static Mp4Track track(Mp4Boxes boxes, Mp4Boxes.Box trak) {
        var rotation = boxes.descend(trak, "tkhd").map(tkhd -> rotation(boxes, tkhd)).orElse(0);
        var table = boxes.descend(trak, "mdia", "minf", "stbl");
        var aspect = table.flatMap(stbl -> boxes.descend(stbl, "stsd")).map(stsd -> aspect(boxes, stsd));
        var variable = table.flatMap(stbl -> boxes.descend(stbl, "stts")).map(stts -> varies(boxes, stts));
        return new Mp4Track(rotation, aspect.orElse(Ratio.ONE), variable.orElse(false));
    }

    private static int rotation(Mp4Boxes boxes, Mp4Boxes.Box tkhd) {
        var times = boxes.read(tkhd.body(), 1).get() == 1 ? 32 : 20;
        var matrix = boxes.read(tkhd.body() + 4 + times + MATRIX_AFTER_TIMES, 20);
        var a = matrix.getInt();
        var b = matrix.getInt();
        if (a == 0 && b != 0) {
            return b > 0 ? 90 : 270;
        }
        return a < 0 ? 180 : 0;
    }

    private static Ratio aspect(Mp4Boxes boxes, Mp4Boxes.Box stsd) {
        var entries = boxes.children(stsd, STSD_HEADER);
        if (entries.isEmpty() || entries.getFirst().length() < VISUAL_ENTRY) {
            return Ratio.ONE;
        }
        var pasp = boxes.children(entries.getFirst(), VISUAL_ENTRY).stream()
                .filter(box -> box.type().equals("pasp") && box.length() >= 8).findFirst();
        return pasp.map(box -> boxes.read(box.body(), 8)).map(bytes -> plausible(bytes.getInt(), bytes.getInt()))
                .orElse(Ratio.ONE);
    }

    private static Ratio plausible(int width, int height) {
        var sane = width > 0 && height > 0 && width / (double) height > 0.1 && width / (double) height < 10;
        return sane && width != height ? new Ratio(width, height) : Ratio.ONE;
    }

    // A clock's rounding moves each picture by a few percent, and the last one may be of any length.
    private static boolean varies(Mp4Boxes boxes, Mp4Boxes.Box stts) {
        var count = (int) Math.min(MAX_TIMES, Integer.toUnsignedLong(boxes.read(stts.body() + 4, 4).getInt()));
        var table = boxes.read(stts.body() + 8, (int) Math.min(count * 8L, Math.max(0, stts.length() - 8)));
        var pictures = new long[table.remaining() / 8];
        var times = new long[pictures.length];
        var usual = 0;
        var all = 0L;
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = Integer.toUnsignedLong(table.getInt());
            times[i] = Integer.toUnsignedLong(table.getInt());
            usual = pictures[i] > pictures[usual] ? i : usual;
            all += pictures[i];
        }
        var odd = 0L;
        for (int i = 0; i < pictures.length; i++) {
            odd += Math.abs(times[i] - times[usual]) > ODD * times[usual] ? pictures[i] : 0;
        }
        return odd > 1 && odd > all / 100;
    }
}
