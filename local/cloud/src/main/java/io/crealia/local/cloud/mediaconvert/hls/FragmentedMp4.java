package io.crealia.local.cloud.mediaconvert.hls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A fragmented MP4 with one track, as ffmpeg writes it: ftyp, moov, then moof and mdat in turn.
 *
 * @param initBytes length of ftyp and moov, the initialisation section
 */
record FragmentedMp4(Path file, long initBytes, Track track, List<Fragment> fragments) {
    private static final int HEADER = 16;
    private static final int MAX_IN_MEMORY = 64 << 20;

    /** @throws IOException the file is not such an MP4, or holds no media */
    static FragmentedMp4 read(Path file) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            var reader = new Reader(in);
            reader.readAll();
            if (reader.track == null || reader.fragments.isEmpty()) {
                throw new IOException("no media in " + file.getFileName());
            }
            return new FragmentedMp4(file, reader.initBytes, reader.track, List.copyOf(reader.fragments));
        }
    }

    private static final class Reader {
        private final FileChannel in;
        private final List<Fragment> fragments = new ArrayList<>();
        private Track track;
        private long initBytes;
        private ByteBuffer pendingMoof;
        private long pendingOffset;

        Reader(FileChannel in) {
            this.in = in;
        }

        void readAll() throws IOException {
            long at = 0;
            while (at + 8 <= in.size()) {
                ByteBuffer header = bytes(at, (int) Math.min(HEADER, in.size() - at));
                long size = Integer.toUnsignedLong(header.getInt(0));
                size = size == 1 ? header.getLong(8) : size;
                if (size < 8 || at + size > in.size()) {
                    throw new IOException("damaged MP4 at byte " + at);
                }
                box(Box.type(header, 4), at, size);
                at += size;
            }
        }

        private void box(String type, long at, long size) throws IOException {
            switch (type) {
                case "moov" -> {
                    track = Track.read(Box.all(bytes(at, (int) size)).getFirst());
                    initBytes = at + size;
                }
                case "moof" -> {
                    pendingMoof = bytes(at, (int) size);
                    pendingOffset = at;
                }
                case "mdat" -> {
                    if (pendingMoof != null) {
                        fragments.add(Fragment.read(pendingOffset, pendingMoof, at + size - pendingOffset, track));
                        pendingMoof = null;
                    }
                }
                default -> {
                    /* ftyp belongs to the init section; mfra, sidx and free are not for players of segments */ }
            }
        }

        private ByteBuffer bytes(long at, int size) throws IOException {
            if (size < 0 || size > MAX_IN_MEMORY) {
                throw new IOException("damaged MP4: box of " + size + " bytes at " + at);
            }
            var buffer = ByteBuffer.allocate(size);
            while (buffer.hasRemaining() && in.read(buffer, at + buffer.position()) >= 0) {
                continue;
            }
            return buffer.flip();
        }
    }
}
