package io.crealia.uploads.domain.sniff;

import java.util.Optional;
import java.util.Set;

/**
 * The MP4 family (ISO/IEC 14496-12 and QuickTime File Format): a chain of atoms, each of 32 bits of size and four
 * characters of type. Usually {@code ftyp} comes first; old QuickTime files start with {@code moov}, {@code mdat} or
 * padding.
 */
final class IsoFile {
    private static final Set<String> PADDING = Set.of("wide", "free", "skip", "pnot");
    private static final Set<String> CONTENT = Set.of("moov", "mdat");
    private static final Set<String> IMAGE_BRANDS = Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1",
            "msf1", "avif", "avis", "crx ", "jp2 ", "jpx ");
    private static final int MAX_FTYP_BYTES = 4096;

    private IsoFile() {}

    /** @return empty if the bytes are no chain of atoms that leads to media */
    static Optional<Sniffed> sniff(FirstBytes head) {
        long offset = 0;
        while (offset < head.length()) {
            var at = (int) offset;
            var size = head.unsigned32(at);
            var type = head.fourCharacters(at + 4);
            if (type.equals("ftyp")) {
                return size >= 16 && size <= MAX_FTYP_BYTES && size % 4 == 0
                        ? Optional.of(brand(head.fourCharacters(at + 8)))
                        : Optional.empty();
            }
            if (CONTENT.contains(type) && fits(head, at, size)) {
                return Optional.of(new Sniffed.Media(MediaFormat.MOV));
            }
            if (!PADDING.contains(type) || size < 8) {
                return Optional.empty();
            }
            offset += size;
        }
        return Optional.empty();
    }

    // Size 0 means "to the end of the file", size 1 that 64 bits of size follow the type.
    private static boolean fits(FirstBytes head, int at, long size) {
        return size == 0 || size == 1 || size >= 8 && at + size <= head.fileSize();
    }

    private static Sniffed brand(String brand) {
        if (IMAGE_BRANDS.contains(brand)) {
            return new Sniffed.Other("an image");
        }
        if (brand.equals("qt  ")) {
            return new Sniffed.Media(MediaFormat.MOV);
        }
        if (brand.startsWith("3g")) {
            return new Sniffed.Media(MediaFormat.THREE_GP);
        }
        return new Sniffed.Media(
                brand.startsWith("M4A") || brand.startsWith("M4B") ? MediaFormat.M4A : MediaFormat.MP4);
    }
}
