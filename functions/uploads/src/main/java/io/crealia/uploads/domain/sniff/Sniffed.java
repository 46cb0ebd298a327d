package io.crealia.uploads.domain.sniff;

/** What the first bytes of a file say. */
public sealed interface Sniffed {
    record Media(MediaFormat format) implements Sniffed {}

    /** @param looksLike with its article, for example {@code an HTML page} */
    record Other(String looksLike) implements Sniffed {}
}
