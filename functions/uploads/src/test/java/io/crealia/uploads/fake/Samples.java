package io.crealia.uploads.fake;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.privacy.Personal;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.UploadSession.RequestMark;
import io.crealia.uploads.domain.UploadSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Things that many tests need. */
public final class Samples {
    public static final TenantId ACME = new TenantId("acme");
    public static final Personal ANNA = new Personal("anna@example.org");
    public static final SubjectId OWNER = new SubjectId("sub_" + ulid(1));
    public static final TenantId OTHER = new TenantId("other");
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final String ODD_NAME = "a+b é 你 ؟.mp4";
    public static final long MIB = 1L << 20;

    private Samples() {}

    /** Beginning of an MP4 file, padded to {@code size} bytes; {@code seed} makes it differ. */
    public static byte[] mp4(int size, int seed) {
        var start = "\0\0\0\30ftypisom\0\0\2\0isomiso2".getBytes(StandardCharsets.ISO_8859_1);
        var bytes = Arrays.copyOf(start, Math.max(size, start.length));
        Arrays.fill(bytes, start.length, bytes.length, (byte) seed);
        return bytes;
    }

    public static UploadId uploadId(int number) {
        return new UploadId("upl_" + ulid(number));
    }

    public static UploadSession put(int number, byte[] content) {
        return session(number, "key:" + number, content.length, Optional.of(content),
                new Transfer.SinglePut(START.plus(Duration.ofMinutes(15))));
    }

    /** Everything that a creator may choose. */
    public static final RunChoice CHOICE = new RunChoice("auto-reels", "promotional", Optional.of("en"),
            Optional.of("Hello, w\u00f6rld."));

    public static UploadSession multipart(int number, long size) {
        return session(number, "key:" + number, size, Optional.empty(), Transfer.Multipart.of(size, 5 * MIB));
    }

    public static UploadSession session(int number, String requestKey, long size, Optional<byte[]> content,
            Transfer transfer) {
        return new UploadSession(uploadId(number), ACME, Optional.of(OWNER), new AssetId("ast_" + ulid(number)),
                "correlation-" + number,
                new FileName(ODD_NAME), "video/mp4", size, content.map(InMemoryBuckets::sha256), transfer,
                transfer instanceof Transfer.Multipart ? CHOICE : RunChoice.DEFAULT, START,
                START.plus(Duration.ofHours(24)), new RequestMark(requestKey, "hash"));
    }

    private static String ulid(int number) {
        return "%026d".formatted(number);
    }
}
