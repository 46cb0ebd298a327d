package io.crealia.webhooks.domain;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signs and verifies a message as Standard Webhooks 1.0 says: over {@code id.timestamp.body}. */
public final class StandardWebhooks {
    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";
    /** How far a message's time may lie from the receiver's clock, before or after: what the specification advises. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MAX_SIGNATURES = 16;

    public enum Verdict {
        GENUINE, TOO_OLD, TOO_NEW, MALFORMED, NOT_SIGNED
    }

    private StandardWebhooks() {}

    /** @return the header's value: one signature for each key */
    public static String sign(List<SigningKey> keys, String id, Instant at, byte[] body) {
        var content = content(id, Long.toString(at.getEpochSecond()), body);
        return keys.stream().map(key -> key.version() + "," + Base64.getEncoder().encodeToString(key.sign(content)))
                .collect(Collectors.joining(" "));
    }

    /** Whether one of the signatures is the key's, and the message is neither old nor from the future. */
    public static Verdict verify(SigningKey key, String id, String timestamp, String signatures, byte[] body,
            Instant now) {
        var sentAt = seconds(timestamp);
        if (id.isEmpty() || id.indexOf('.') >= 0 || sentAt.isEmpty()) {
            return Verdict.MALFORMED;
        }
        var list = signatures.split(" ", MAX_SIGNATURES + 1);
        if (list.length > MAX_SIGNATURES) {
            return Verdict.MALFORMED;
        }
        var content = content(id, timestamp, body);
        for (var signature : list) {
            var parts = signature.split(",", 2);
            if (parts.length == 2 && parts[0].equals(key.version())
                    && decoded(parts[1]).filter(bytes -> key.verifies(content, bytes)).isPresent()) {
                return timely(sentAt.get(), now);
            }
        }
        return Verdict.NOT_SIGNED;
    }

    private static Verdict timely(Instant sentAt, Instant now) {
        if (sentAt.isBefore(now.minus(TOLERANCE))) {
            return Verdict.TOO_OLD;
        }
        return sentAt.isAfter(now.plus(TOLERANCE)) ? Verdict.TOO_NEW : Verdict.GENUINE;
    }

    private static Optional<Instant> seconds(String timestamp) {
        return timestamp.matches("[0-9]{1,11}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                : Optional.empty();
    }

    private static Optional<byte[]> decoded(String signature) {
        try {
            return Optional.of(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // The identifier may hold no dot, or two messages could have one content.
    private static byte[] content(String id, String timestamp, byte[] body) {
        var head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
