package io.crealia.security.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;

/** Pieces of files. */
final class Bytes {
    private Bytes() {}

    static byte[] text(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] repeat(byte[] part, int times) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Big-endian. */
    static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 4);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    static byte[] littleInts(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    static byte[] noise(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** What zlib makes of so many zeros. */
    static byte[] bomb(long zeros) {
        var deflater = new Deflater(9);
        var out = new ByteArrayOutputStream();
        var chunk = new byte[1 << 16];
        var buffer = new byte[1 << 16];
        for (var left = zeros; left > 0; left -= chunk.length) {
            deflater.setInput(chunk, 0, (int) Math.min(chunk.length, left));
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** A box of ISO/IEC 14496-12. */
    static byte[] box(String type, byte[]... contents) {
        var body = join(contents);
        return join(ints(8 + body.length), text(type), body);
    }

    /** The file with the content of every box at a path changed, and sizes put right. Offsets into the media are not. */
    static byte[] change(byte[] file, String path, UnaryOperator<byte[]> change) {
        var step = path.split("/", 2);
        var out = new ByteArrayOutputStream();
        for (int at = 0; at + 8 <= file.length;) {
            var size = ByteBuffer.wrap(file).getInt(at);
            var type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            var body = Arrays.copyOfRange(file, at + 8, at + size);
            out.writeBytes(type.equals(step[0])
                    ? box(type, step.length == 1 ? change.apply(body) : change(body, step[1], change))
                    : box(type, body));
            at += size;
        }
        return out.toByteArray();
    }

    static byte[] with(byte[] bytes, int at, byte... values) {
        var changed = bytes.clone();
        System.arraycopy(values, 0, changed, at, values.length);
        return changed;
    }
}
