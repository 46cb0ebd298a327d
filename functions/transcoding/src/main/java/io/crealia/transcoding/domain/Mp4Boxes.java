package io.crealia.transcoding.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the boxes of an ISO base media file (ISO/IEC 14496-12) by reading their headers only. Bounded: a hostile file
 * costs a fixed number of reads and then counts as malformed.
 */
final class Mp4Boxes {
    private static final int WINDOW = 64 * 1024;
    private static final int MAX_READS = 128;
    private static final int MAX_CHILDREN = 256;
    private static final int HEADER = 16;

    private final ByteSource source;
    private final long fileSize;
    private byte[] window = new byte[0];
    private long windowStart;
    private int reads;

    Mp4Boxes(ByteSource source, long fileSize) {
        this.source = source;
        this.fileSize = fileSize;
    }

    /** @param body where the content starts, after the header */
    record Box(String type, long start, long body, long end) {
        long length() {
            return end - body;
        }
    }

    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String what) {
            super(what, null, false, false);
        }
    }

    /** The boxes of the file itself, up to and with the first of type {@code last}. */
    List<Box> topLevel(String last) {
        return walk(0, fileSize, last);
    }

    List<Box> children(Box parent, int skip) {
        return walk(parent.body() + skip, parent.end(), "");
    }

    /** The first box below {@code parent} along a path of types. */
    Optional<Box> descend(Box parent, String... path) {
        var at = Optional.of(parent);
        for (var type : path) {
            at = at.flatMap(box -> children(box, 0).stream().filter(child -> child.type().equals(type)).findFirst());
        }
        return at;
    }

    /** @throws MalformedException if the file ends before */
    ByteBuffer read(long offset, int length) {
        if (offset < windowStart || offset + length > windowStart + window.length) {
            if (++reads > MAX_READS) {
                throw new MalformedException("too many boxes");
            }
            window = source.read(offset, Math.max(length, WINDOW));
            windowStart = offset;
        }
        if (window.length < offset - windowStart + length) {
            throw new MalformedException("the file ends in a box");
        }
        return ByteBuffer.wrap(window, (int) (offset - windowStart), length).slice();
    }

    /** The box of the file itself that claims to go on behind the file's end, as in an upload that was cut off. */
    Optional<Box> cutOff() {
        var at = 0L;
        for (int i = 0; i < MAX_CHILDREN && at + 8 <= fileSize; i++) {
            var box = header(at, fileSize);
            if (box.end() > fileSize) {
                return Optional.of(box);
            }
            at = box.end();
        }
        return Optional.empty();
    }

    private List<Box> walk(long from, long to, String last) {
        var boxes = new ArrayList<Box>();
        var at = from;
        while (at + 8 <= to) {
            var box = header(at, to);
            if (box.end() > to) {
                throw new MalformedException("a box does not fit where it is");
            }
            boxes.add(box);
            if (box.type().equals(last)) {
                break;
            }
            if (boxes.size() > MAX_CHILDREN) {
                throw new MalformedException("too many boxes");
            }
            at = box.end();
        }
        return boxes;
    }

    private Box header(long at, long to) {
        var bytes = read(at, (int) Math.min(HEADER, to - at));
        var size = Integer.toUnsignedLong(bytes.getInt());
        var type = new byte[4];
        bytes.get(type);
        var body = at + 8;
        if (size == 1) {
            if (bytes.remaining() < 8) {
                throw new MalformedException("a box header is cut off");
            }
            size = bytes.getLong();
            body += 8;
        } else if (size == 0) {
            size = to - at;
        }
        if (size < body - at || size > Long.MAX_VALUE - at) {
            throw new MalformedException("a box is smaller than its header");
        }
        return new Box(new String(type, StandardCharsets.ISO_8859_1), at, body, at + size);
    }
}
