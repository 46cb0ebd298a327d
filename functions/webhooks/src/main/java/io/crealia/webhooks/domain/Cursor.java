package io.crealia.webhooks.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list of deliveries goes on, as opaque text. It names a position only: whoever makes one by hand still reads
 * only the deliveries of the tenant in his token.
 */
public record Cursor(Instant createdAt, DeliveryId id) {
    private static final int MAX_LENGTH = 100;

    public String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((createdAt.toEpochMilli() + " " + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** @return empty if the text is no cursor */
    public static Optional<Cursor> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            return parts.length == 2 && parts[0].matches("[0-9]{1,15}")
                    ? Optional.of(new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), new DeliveryId(parts[1])))
                            .filter(cursor -> cursor.text().equals(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
