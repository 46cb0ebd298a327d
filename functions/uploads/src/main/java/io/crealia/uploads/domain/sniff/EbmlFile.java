package io.crealia.uploads.domain.sniff;

import java.util.Optional;

/** Matroska and WebM: an EBML header (RFC 8794) that holds the document type. */
final class EbmlFile {
    private static final int DOC_TYPE_ID = 0x4282;

    private EbmlFile() {}

    static Optional<Sniffed> sniff(FirstBytes head) {
        if (!head.has(0, 0x1a, 0x45, 0xdf, 0xa3)) {
            return Optional.empty();
        }
        var type = docType(head);
        if (type.equals("matroska")) {
            return Optional.of(new Sniffed.Media(MediaFormat.MATROSKA));
        }
        return Optional.of(type.equals("webm")
                ? new Sniffed.Media(MediaFormat.WEBM)
                : new Sniffed.Other("an EBML document of another type"));
    }

    private static String docType(FirstBytes head) {
        var headerLength = width(head.at(4));
        var end = (long) 4 + headerLength + number(head, 4);
        for (long at = 4L + headerLength; headerLength > 0 && at < end && at < head.length();) {
            var idLength = width(head.at((int) at));
            var sizeAt = (int) at + idLength;
            var sizeLength = width(head.at(sizeAt));
            var size = number(head, sizeAt);
            if (idLength == 0 || sizeLength == 0 || size < 0) {
                return "";
            }
            var content = sizeAt + sizeLength;
            if (idLength == 2 && (head.at((int) at) << 8 | head.at((int) at + 1)) == DOC_TYPE_ID) {
                return text(head, content, size);
            }
            at = content + size;
        }
        return "";
    }

    private static String text(FirstBytes head, int from, long size) {
        var text = new StringBuilder();
        for (int i = 0; i < size && head.at(from + i) > 0; i++) {
            text.append((char) head.at(from + i));
        }
        return text.toString();
    }

    /** Bytes of a variable-size integer, told by the leading zeros of its first byte; 0 if it is none. */
    private static int width(int first) {
        return first <= 0 ? 0 : Integer.numberOfLeadingZeros(first) - 23;
    }

    /** A variable-size integer without its length marker; -1 if it is not there as a whole. */
    private static long number(FirstBytes head, int at) {
        var length = width(head.at(at));
        if (length == 0 || at + length > head.length()) {
            return -1;
        }
        long value = head.at(at) & (0xff >> length);
        for (int i = 1; i < length; i++) {
            value = value << 8 | head.at(at + i);
        }
        return value;
    }
}
