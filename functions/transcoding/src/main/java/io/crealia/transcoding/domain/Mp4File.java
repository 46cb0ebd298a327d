package io.crealia.transcoding.domain;

/**
 * The outside of a finished MP4 file.
 *
 * @param indexFirst whether a player can start before it has the whole file
 */
public record Mp4File(boolean indexFirst, long durationMs) {
    /** @throws IllegalArgumentException saying what is wrong with the file */
    public static Mp4File read(ByteSource source, long fileSize) {
        try {
            var boxes = new Mp4Boxes(source, fileSize);
            var top = boxes.topLevel("");
            var types = top.stream().map(Mp4Boxes.Box::type).toList();
            var moov = types.indexOf("moov");
            var mdat = types.indexOf("mdat");
            if (moov < 0 || mdat < 0) {
                throw new IllegalArgumentException("expected the boxes moov and mdat, found " + types);
            }
            var mvhd = boxes.descend(top.get(moov), "mvhd")
                    .orElseThrow(() -> new IllegalArgumentException("expected a box mvhd"));
            return new Mp4File(moov < mdat, durationMs(boxes, mvhd));
        } catch (Mp4Boxes.MalformedException e) {
            throw new IllegalArgumentException("not a well-formed MP4 file: " + e.getMessage(), e);
        }
    }

    private static long durationMs(Mp4Boxes boxes, Mp4Boxes.Box mvhd) {
        var wide = boxes.read(mvhd.body(), 1).get() == 1;
        var bytes = boxes.read(mvhd.body() + 4 + (wide ? 16 : 8), wide ? 12 : 8);
        var timescale = Integer.toUnsignedLong(bytes.getInt());
        var duration = wide ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
        return timescale == 0 ? 0 : Math.round(duration * 1000.0 / timescale);
    }
}
