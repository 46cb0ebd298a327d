package io.crealia.transcoding.domain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes small ISO media files, box by box. */
public final class Mp4Bytes {
    private Mp4Bytes() {}

    public static byte[] box(String type, byte[]... contents) {
        var body = join(contents);
        return ByteBuffer.allocate(8 + body.length).putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1)).put(body).array();
    }

    public static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 4);
        for (var value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** A file with one picture track. */
    static byte[] video(int a, int b, int[] pasp, int... stts) {
        var matrix = ints(a << 16, b << 16, 0, -b << 16, a << 16, 0, 0, 0, 1 << 30);
        var tkhd = box("tkhd", ints(7, 0, 0, 1, 0, 0, 0, 0, 0, 0), matrix, ints(1920 << 16, 1080 << 16));
        var hdlr = box("hdlr", ints(0, 0, 0x76696465, 0, 0, 0), new byte[1]);
        var entry = box("avc1", new byte[78], pasp.length == 0 ? new byte[0] : box("pasp", ints(pasp)));
        var stbl = box("stbl", box("stsd", ints(0, 1), entry), box("stts", ints(0, stts.length / 2), ints(stts)));
        var sound = box("trak", box("mdia", box("hdlr", ints(0, 0, 0x736f756e, 0, 0, 0), new byte[1])));
        var picture = box("trak", tkhd, box("mdia", hdlr, box("minf", stbl)));
        return join(box("ftyp", "isom".getBytes(StandardCharsets.ISO_8859_1)), box("mdat", new byte[100_000]),
                box("moov", mvhd(1000, 10_000), sound, picture));
    }

    /** A reel of one picture track. @param stts pictures and their length at 30000 a second, in turn */
    public static byte[] reel(int width, int height, int profile, boolean edits, int... stts) {
        var entry = ByteBuffer.allocate(78).position(24).putShort((short) width).putShort((short) height).array();
        var avc = box("avc1", entry, box("avcC", new byte[]{1, (byte) profile, 0, 31}));
        var duration = 0;
        for (int i = 0; i < stts.length; i += 2) {
            duration += stts[i] * stts[i + 1];
        }
        var stbl = box("stbl", box("stsd", ints(0, 1), avc), box("stts", ints(0, stts.length / 2), ints(stts)));
        var hdlr = box("hdlr", ints(0, 0, 0x76696465, 0, 0, 0), new byte[1]);
        var mdia = box("mdia", box("mdhd", ints(0, 0, 0, 30_000, duration, 0)), hdlr, box("minf", stbl));
        var trak = edits
                ? box("trak", box("edts", box("elst", ints(0, 1, 3000, 2000, 0x10000))), mdia)
                : box("trak", mdia);
        return join(box("ftyp"), box("moov", mvhd(1000, duration / 30), trak), box("mdat", new byte[64]));
    }

    public static byte[] reelIndexLast() {
        var whole = reel(720, 1280, 100, false, 90, 1000);
        var moov = Arrays.copyOfRange(whole, 8, whole.length - 72);
        return join(box("ftyp"), box("mdat", new byte[64]), moov);
    }

    public static byte[] reelWithoutPicture() {
        return join(box("ftyp"), box("moov", mvhd(1000, 3000)), box("mdat", new byte[64]));
    }

    public static byte[] mvhd(int timescale, int duration) {
        return box("mvhd", ints(0, 0, 0, timescale, duration));
    }

    /** Text where a box would be: it claims a huge size. */
    public static byte[] rubbish() {
        return "appended by some tool".getBytes(StandardCharsets.ISO_8859_1);
    }

    static ByteSource source(byte[] file) {
        return (offset, length) -> {
            var from = (int) Math.min(file.length, offset);
            return Arrays.copyOfRange(file, from, (int) Math.min(file.length, offset + length));
        };
    }
}
