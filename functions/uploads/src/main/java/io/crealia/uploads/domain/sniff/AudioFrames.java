package io.crealia.uploads.domain.sniff;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Formats without a signature of their own: MPEG audio and AAC in ADTS are a chain of frames. Two bytes of
 * synchronisation prove little, so the frame that follows must be there too.
 */
final class AudioFrames {
    /** kbit/s of MPEG-1 layer III and of MPEG-2 layer III (ISO/IEC 11172-3, 13818-3); 0 is not usable. */
    private static final int[] BITRATES_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    private static final int[] BITRATES_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000, 0};

    private AudioFrames() {}

    static Optional<Sniffed> sniff(FirstBytes head) {
        return head.has(0, "ID3") && id3Length(head) > 0 ? afterId3(head, id3Length(head)) : frames(head, 0);
    }

    private static Optional<Sniffed> frames(FirstBytes head, int at) {
        if (follows(head, at, adtsLength(head, at), AudioFrames::adtsLength)) {
            return Optional.of(new Sniffed.Media(MediaFormat.AAC));
        }
        return follows(head, at, mp3Length(head, at), AudioFrames::mp3Length)
                ? Optional.of(new Sniffed.Media(MediaFormat.MP3))
                : Optional.empty();
    }

    // A tag with a large cover picture hides the frames; it is at home in MP3 files.
    private static Optional<Sniffed> afterId3(FirstBytes head, int length) {
        if (head.has(length, "fLaC")) {
            return Optional.of(new Sniffed.Media(MediaFormat.FLAC));
        }
        if (length + 4 > head.length()) {
            return Optional.of(new Sniffed.Media(MediaFormat.MP3));
        }
        // Some writers pad behind the tag as well.
        return IntStream.range(length, head.length()).mapToObj(at -> frames(head, at)).flatMap(Optional::stream)
                .findFirst();
    }

    /** Of the tag with its header (id3.org/id3v2.4.0-structure); 0 if the header is not well-formed. */
    private static int id3Length(FirstBytes head) {
        int size = 0;
        for (int i = 6; i < 10; i++) {
            if (head.at(i) < 0 || head.at(i) > 0x7f) {
                return 0;
            }
            size = size << 7 | head.at(i);
        }
        return head.at(3) >= 2 && head.at(3) <= 4 ? size + 10 : 0;
    }

    private static int adtsLength(FirstBytes head, int at) {
        if (head.at(at) != 0xff || (head.at(at + 1) & 0xf6) != 0xf0 || head.at(at + 5) < 0) {
            return 0;
        }
        var length = (head.at(at + 3) & 3) << 11 | head.at(at + 4) << 3 | head.at(at + 5) >> 5;
        return length >= 7 ? length : 0;
    }

    private static int mp3Length(FirstBytes head, int at) {
        if (head.at(at) != 0xff || (head.at(at + 1) & 0xe6) != 0xe2 || head.at(at + 2) < 0) {
            return 0;
        }
        var version = head.at(at + 1) >> 3 & 3;
        var first = version == 3;
        var bitrate = (first ? BITRATES_1 : BITRATES_2)[head.at(at + 2) >> 4];
        // Version 2 halves the sample rates of version 1, version 2.5 (0) quarters them; 1 is reserved.
        var sampleRate = SAMPLE_RATES[head.at(at + 2) >> 2 & 3] / (first ? 1 : version == 2 ? 2 : 4);
        if (version == 1 || bitrate == 0 || sampleRate == 0) {
            return 0;
        }
        return (first ? 144 : 72) * bitrate * 1000 / sampleRate + (head.at(at + 2) >> 1 & 1);
    }

    private static boolean follows(FirstBytes head, int at, int length, FrameLength frame) {
        return length > 0 && (frame.at(head, at + length) > 0 || at + length == head.fileSize());
    }

    /** Length of the frame at an offset, or 0 if there is none. */
    @FunctionalInterface
    private interface FrameLength {
        int at(FirstBytes head, int offset);
    }
}
