package io.crealia.uploads.domain.sniff;

import java.util.Optional;

/**
 * Tells media from everything else by its first bytes, never by name or declared type. An allow-list: what is not
 * recognised is not media. A file that carries the mark of a playlist or page beside a media signature is refused too.
 */
public final class MediaSniffer {
    /** As much as {@link #sniff} wants of a file, where it has as much. */
    public static final int WINDOW_BYTES = 4096;
    private static final int TS_PACKET = 188;
    private static final int TS_PACKETS_SEEN = 3;

    private MediaSniffer() {}

    /**
     * @param firstBytes the file's first {@link #WINDOW_BYTES}, or all of a shorter file
     * @param fileSize in bytes
     */
    public static Sniffed sniff(byte[] firstBytes, long fileSize) {
        var head = new FirstBytes(firstBytes, fileSize);
        var media = IsoFile.sniff(head).or(() -> EbmlFile.sniff(head)).or(() -> signature(head).map(Sniffed.Media::new))
                .or(() -> AudioFrames.sniff(head)).orElseGet(() -> new Sniffed.Other(OtherFiles.name(head)));
        if (media instanceof Sniffed.Media) {
            return OtherFiles.mark(head).<Sniffed>map(mark -> new Sniffed.Other(mark + " hidden in a media file"))
                    .orElse(media);
        }
        return media;
    }

    private static Optional<MediaFormat> signature(FirstBytes head) {
        if (head.has(0, "RIFF") && head.has(8, "AVI ")) {
            return Optional.of(MediaFormat.AVI);
        }
        if ((head.has(0, "RIFF") || head.has(0, "RF64") || head.has(0, "BW64")) && head.has(8, "WAVE")) {
            return Optional.of(MediaFormat.WAV);
        }
        if (head.has(0, "FORM") && (head.has(8, "AIFF") || head.has(8, "AIFC"))) {
            return Optional.of(MediaFormat.AIFF);
        }
        if (head.has(0, "fLaC")) {
            return Optional.of(MediaFormat.FLAC);
        }
        if (head.has(0, "OggS")) {
            return Optional.of(MediaFormat.OGG);
        }
        if (head.has(0, 'F', 'L', 'V', 1)) {
            return Optional.of(MediaFormat.FLV);
        }
        if (head.has(0, 0x00, 0x00, 0x01, 0xba)) {
            return Optional.of(MediaFormat.MPEG_PS);
        }
        if (head.has(0, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0x00, 0xaa, 0x00, 0x62, 0xce,
                0x6c)) {
            return Optional.of(MediaFormat.ASF);
        }
        // SMPTE 377: the key of a partition pack.
        if (head.has(0, 0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02)) {
            return Optional.of(MediaFormat.MXF);
        }
        // Plain packets, or packets with four bytes of time code in front (M2TS).
        return transportStream(head, 0, TS_PACKET) || transportStream(head, 4, TS_PACKET + 4)
                ? Optional.of(MediaFormat.MPEG_TS)
                : Optional.empty();
    }

    private static boolean transportStream(FirstBytes head, int from, int stride) {
        for (int packet = 0; packet < TS_PACKETS_SEEN; packet++) {
            var at = from + packet * stride;
            // The sync byte is a plain G, so the header must hold as well: no error flag, some adaptation or payload.
            if (head.at(at) != 0x47 || (head.at(at + 1) & 0x80) != 0 || (head.at(at + 3) & 0x30) == 0) {
                return false;
            }
        }
        return true;
    }
}
