package io.crealia.transcoding.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where an MP4 file says where it was taken: Apple's and 3GPP's boxes, the keys of QuickTime metadata, XMP, and
 * tracks of telemetry. What an encoder writes of itself is none of them.
 */
public final class Mp4Location {
    /** User data of QuickTime, 3GPP TS 26.244 section 8, Adobe's XMP specification part 3, Google's camm, GoPro's GPMF. */
    private static final Set<String> MARKS = Set.of("\u00a9xyz", "loci", "XMP_", "GPS ", "gps ", "GPMF", "camm", "gpmd",
            "mebx");
    /** {@code BE7ACFCB-97A9-42E8-9C71-999491E3AFAC}, the UUID of XMP. */
    private static final long XMP_HIGH = 0xBE7ACFCB97A942E8L;
    private static final Set<String> HOLDERS = Set.of("moov", "trak", "udta", "mdia", "minf", "stbl");
    private static final int MAX_DEPTH = 16;
    private static final int FULL_BOX = 4;
    private static final int STSD_HEADER = 8;
    private static final int MAX_KEYS_BYTES = 16 * 1024;

    private final Mp4Boxes boxes;

    private Mp4Location(Mp4Boxes boxes) {
        this.boxes = boxes;
    }

    /**
     * @return the mark that was found
     * @throws IllegalArgumentException the file is not well-formed, so that nobody can tell
     */
    public static Optional<String> find(ByteSource source, long fileSize) {
        try {
            var boxes = new Mp4Boxes(source, fileSize);
            return new Mp4Location(boxes).among(boxes.topLevel(""), MAX_DEPTH);
        } catch (Mp4Boxes.MalformedException e) {
            throw new IllegalArgumentException("not a well-formed MP4 file: " + e.getMessage(), e);
        }
    }

    private Optional<String> among(List<Mp4Boxes.Box> found, int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException("boxes are nested too deeply");
        }
        return found.stream().map(box -> within(box, depth - 1)).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> within(Mp4Boxes.Box box, int depth) {
        if (MARKS.contains(box.type())) {
            return Optional.of(box.type());
        }
        if (HOLDERS.contains(box.type())) {
            return among(boxes.children(box, 0), depth);
        }
        return switch (box.type()) {
            case "meta" -> among(boxes.children(box, full(box) ? FULL_BOX : 0), depth);
            case "ilst" -> among(boxes.children(box, 0), depth);
            case "stsd" -> among(boxes.children(box, STSD_HEADER), depth);
            case "uuid" -> box.length() >= 8 && boxes.read(box.body(), 8).getLong() == XMP_HIGH
                    ? Optional.of("XMP")
                    : Optional.empty();
            case "keys" -> keys(box);
            default -> Optional.empty();
        };
    }

    /** QuickTime's {@code meta} begins with its first child, that of ISO media with version and flags. */
    private boolean full(Mp4Boxes.Box meta) {
        return meta.length() < 8 || boxes.read(meta.body() + FULL_BOX, 4).getInt() != 0x68646c72;
    }

    private Optional<String> keys(Mp4Boxes.Box box) {
        var bytes = new byte[(int) Math.min(MAX_KEYS_BYTES, box.length())];
        boxes.read(box.body(), bytes.length).get(bytes);
        var names = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return names.contains("location") || names.contains("gps") ? Optional.of("keys") : Optional.empty();
    }
}
