package io.crealia.simulation.cloud;

/**
 * An object in storage. A video's bytes are nobody's concern here, so an object may be longer than what is kept of it.
 *
 * @param head its first bytes, or all of them
 * @param size in bytes, as the store tells it
 * @param checksum SHA-256 in base64, or empty where the store knows none
 * @param type as whoever wrote it said, or empty
 */
public record SimObject(byte[] head, long size, String etag, String checksum, long at, String type) {}
