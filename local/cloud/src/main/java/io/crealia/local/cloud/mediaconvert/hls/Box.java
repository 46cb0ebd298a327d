package io.crealia.local.cloud.mediaconvert.hls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ISO base media box in memory (ISO/IEC 14496-12).
 *
 * @param body the content after the header, sharing memory with its parent
 */
record Box(String type, ByteBuffer body) {

    /** All boxes in a buffer, from its position to its limit. */
    static List<Box> all(ByteBuffer in) throws IOException {
        var boxes = new ArrayList<Box>();
        ByteBuffer rest = in.slice();
        while (rest.remaining() >= 8) {
            long size = Integer.toUnsignedLong(rest.getInt(rest.position()));
            String type = type(rest, rest.position() + 4);
            if (size < 8 || size > rest.remaining()) {
                throw new IOException("damaged MP4: box " + type + " of " + size + " bytes");
            }
            boxes.add(new Box(type, rest.slice(rest.position() + 8, (int) size - 8)));
            rest.position(rest.position() + (int) size);
        }
        return boxes;
    }

    static String type(ByteBuffer in, int at) {
        byte[] name = new byte[4];
        in.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    Optional<Box> child(String name) throws IOException {
        return all(body).stream().filter(box -> box.type.equals(name)).findFirst();
    }

    /** The box at the end of a path of types. */
    Box path(String... names) throws IOException {
        Box box = this;
        for (String name : names) {
            String parent = box.type;
            box = box.child(name).orElseThrow(() -> new IOException("damaged MP4: no " + name + " in " + parent));
        }
        return box;
    }

    /** Version byte of a full box. */
    int version() {
        return body.get(0);
    }

    int flags() {
        return body.getInt(0) & 0xffffff;
    }

    long unsignedInt(int at) {
        return Integer.toUnsignedLong(body.getInt(at));
    }
}
