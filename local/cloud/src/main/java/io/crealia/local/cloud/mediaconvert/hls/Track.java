package io.crealia.local.cloud.mediaconvert.hls;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The one track of a fragmented MP4, from its moov box.
 *
 * @param timescale ticks per second
 * @param skippedTicks where the shown time begins on the media's own clock, from the edit list: after an audio
 *        encoder's priming, or at the first picture of reordered video
 * @param codecs RFC 6381 name: "avc1.64001f", "mp4a.40.2"
 * @param defaultDuration ticks of a sample when its fragment does not say
 */
record Track(long timescale, long skippedTicks, String codecs, long defaultDuration) {
    private static final int SAMPLE_ENTRY_AUDIO = 28;
    private static final int SAMPLE_ENTRY_VIDEO = 78;

    static Track read(Box moov) throws IOException {
        Box trak = moov.path("trak");
        Box header = trak.path("mdia", "mdhd");
        long timescale = header.unsignedInt(header.version() == 1 ? 20 : 12);
        Box trex = moov.path("mvex", "trex");
        return new Track(timescale, skipped(trak), codecs(trak), trex.unsignedInt(12));
    }

    private static long skipped(Box trak) throws IOException {
        var edits = trak.child("edts");
        if (edits.isEmpty()) {
            return 0;
        }
        Box list = edits.get().path("elst");
        if (list.unsignedInt(4) != 1) {
            return 0;
        }
        return list.version() == 1 ? list.body().getLong(16) : list.body().getInt(12);
    }

    private static String codecs(Box trak) throws IOException {
        Box table = trak.path("mdia", "minf", "stbl", "stsd");
        Box entry = Box.all(table.body().slice(8, table.body().capacity() - 8)).getFirst();
        return switch (entry.type()) {
            case "avc1", "avc3" -> avc(entry);
            case "mp4a" -> aac(entry);
            default -> throw new IOException("no RFC 6381 name for sample entry " + entry.type());
        };
    }

    /** Profile, constraints and level stand in bytes 1 to 3 of the decoder configuration (ISO/IEC 14496-15). */
    private static String avc(Box entry) throws IOException {
        ByteBuffer config = inside(entry, SAMPLE_ENTRY_VIDEO, "avcC");
        return "%s.%02x%02x%02x".formatted(entry.type(), config.get(1), config.get(2), config.get(3));
    }

    /**
     * The object type is the first five bits of the decoder specific info, which descriptor tag 5 introduces (ISO/IEC
     * 14496-1, 14496-3).
     */
    private static String aac(Box entry) throws IOException {
        ByteBuffer esds = inside(entry, SAMPLE_ENTRY_AUDIO, "esds");
        for (int at = 4; at < esds.capacity() - 2; at++) {
            if (esds.get(at) == 0x05) {
                int info = at + 1;
                while (esds.get(info) < 0) {
                    info++;
                }
                return "mp4a.40." + ((esds.get(info + 1) & 0xff) >> 3);
            }
        }
        throw new IOException("damaged MP4: no decoder info in esds");
    }

    private static ByteBuffer inside(Box entry, int offset, String name) throws IOException {
        for (Box box : Box.all(entry.body().slice(offset, entry.body().capacity() - offset))) {
            if (box.type().equals(name)) {
                return box.body();
            }
        }
        throw new IOException("damaged MP4: no " + name + " in " + entry.type());
    }
}
