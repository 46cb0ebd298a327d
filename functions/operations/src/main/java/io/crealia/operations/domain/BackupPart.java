package io.crealia.operations.domain;

/**
 * One object with some documents of a collection, in the order of their ids. Its bytes are gzip over BSON documents one
 * after the other, which is what {@code mongodump} writes and {@code bsondump} reads.
 *
 * @param key of the object
 * @param documents how many
 * @param rawBytes of the documents before gzip
 * @param storedBytes of the object
 * @param rawSha256 of the documents before gzip, in hex
 * @param storedSha256 of the object, in hex
 */
public record BackupPart(String key, long documents, long rawBytes, long storedBytes, String rawSha256,
        String storedSha256) {
    public BackupPart {
        if (key.isBlank() || documents < 1 || rawBytes < 1 || storedBytes < 1) {
            throw new IllegalArgumentException("part " + key + ": expected at least one document and one byte");
        }
        if (!rawSha256.matches("[0-9a-f]{64}") || !storedSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("part " + key + ": expected SHA-256 as 64 hex digits");
        }
    }
}
