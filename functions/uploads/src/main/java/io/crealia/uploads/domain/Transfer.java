package io.crealia.uploads.domain;

import java.time.Instant;

/** How the bytes come in. Chosen at the start, and kept, so that a changed setting does not change a running upload. */
public sealed interface Transfer {

    /** One signed PUT. @param urlExpiresAt until when S3 lets the transfer begin */
    record SinglePut(Instant urlExpiresAt) implements Transfer {}

    /** Parts 1 to {@code partCount}, all of {@code partSizeBytes} but the last. */
    record Multipart(long partSizeBytes, int partCount) implements Transfer {
        /** S3's limits (docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
        public static final int MAX_PARTS = 10_000;
        public static final long MIN_PART_BYTES = 5L << 20;
        private static final long MIB = 1L << 20;

        public Multipart {
            if (partSizeBytes < MIN_PART_BYTES || partCount < 1 || partCount > MAX_PARTS) {
                throw new IllegalArgumentException("expected 1 to 10000 parts of at least 5 MiB");
            }
        }

        /** Parts of the preferred size, or of the smallest whole MiB with which {@code sizeBytes} fits in 10,000. */
        public static Multipart of(long sizeBytes, long preferredPartBytes) {
            var least = Math.ceilDiv(sizeBytes, (long) MAX_PARTS);
            var partSize = Math.ceilDiv(Math.max(Math.max(preferredPartBytes, least), MIN_PART_BYTES), MIB) * MIB;
            return new Multipart(partSize, (int) Math.ceilDiv(sizeBytes, partSize));
        }

        /** What part {@code number} of a file of {@code sizeBytes} has. */
        public long sizeOf(int number, long sizeBytes) {
            if (number < 1 || number > partCount) {
                throw new IllegalArgumentException("expected a part number from 1 to " + partCount);
            }
            return number < partCount ? partSizeBytes : sizeBytes - partSizeBytes * (partCount - 1);
        }
    }
}
