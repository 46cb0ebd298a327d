package io.crealia.simulation.cloud;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.mediaconvert.model.VideoDescription;

/** MP4 files without media, whose boxes say what was asked for (ISO/IEC 14496-12 and -15). */
final class SimMp4 {
    private static final int VIDEO = 0x76696465;
    /** Of the source, as the probe tells it: frames of a timecode are counted by it. */
    private static final int SOURCE_RATE = 30;
    /** H.264 High. */
    private static final byte HIGH = 100;

    private SimMp4() {}

    /** The index of a film that lasts so long. */
    static byte[] index(int millis) {
        return box("moov", header(millis));
    }

    static byte[] film(int millis) {
        return join(box("ftyp"), index(millis), box("mdat", new byte[8]));
    }

    /** A clip with one track of pictures, all of which last equally long. */
    static byte[] clip(VideoDescription video, int millis) {
        var h264 = video.codecSettings().h264Settings();
        var picture = h264.framerateDenominator();
        var timescale = h264.framerateNumerator();
        var pictures = (int) Math.round(millis / 1000.0 * timescale / picture);
        var entry = ByteBuffer.allocate(78).position(24).putShort(video.width().shortValue())
                .putShort(video.height().shortValue()).array();
        var sample = box("avc1", entry, box("avcC", new byte[]{1, HIGH, 0, 31}));
        var table = box("stbl", box("stsd", ints(0, 1), sample), box("stts", ints(0, 1, pictures, picture)));
        var media = box("mdia", box("mdhd", ints(0, 0, 0, timescale, pictures * picture, 0)),
                box("hdlr", ints(0, 0, VIDEO, 0, 0, 0), new byte[1]), box("minf", table));
        return join(box("ftyp"), box("moov", header(millis), box("trak", media)), box("mdat", new byte[64]));
    }

    /** How long a clip lasts that begins and ends with the frames of these timecodes, as MediaConvert counts them. */
    static int millis(String first, String last) {
        return (frame(last) - frame(first) + 1) * 1000 / SOURCE_RATE;
    }

    // Hours, minutes, seconds and frames.
    private static int frame(String timecode) {
        var parts = timecode.split(":");
        var seconds = (Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1])) * 60 + Integer.parseInt(parts[2]);
        return seconds * SOURCE_RATE + Integer.parseInt(parts[3]);
    }

    private static byte[] header(int millis) {
        return box("mvhd", ints(0, 0, 0, 1000, millis));
    }

    private static byte[] box(String type, byte[]... contents) {
        var body = join(contents);
        return ByteBuffer.allocate(8 + body.length).putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1)).put(body).array();
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 4);
        for (var value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }
}
