package io.crealia.assets.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list goes on, as opaque text. It carries a digest over tenant, filter and position, so that a cursor that was
 * cut, changed or used with another list is refused instead of giving a strange page. The digest is no secret: whoever
 * makes a cursor by hand still reads only the assets of the tenant in his token.
 */
public final class Cursor {
    private static final int DIGEST_BYTES = 9;
    private static final int ULID_LENGTH = 26;

    private Cursor() {}

    /** @param last the last asset of the page before */
    public static String after(TenantId tenant, Optional<AssetState> filter, AssetId last) {
        var position = last.ulid().getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(position, ULID_LENGTH + DIGEST_BYTES);
        System.arraycopy(digest(tenant, filter, last), 0, all, ULID_LENGTH, DIGEST_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** @return the last asset of the page before; empty if the text is not a cursor of this list */
    public static Optional<AssetId> read(TenantId tenant, Optional<AssetState> filter, String cursor) {
        try {
            var all = Base64.getUrlDecoder().decode(cursor);
            var last = new AssetId(
                    AssetId.PREFIX + new String(all, 0, Math.min(ULID_LENGTH, all.length), StandardCharsets.US_ASCII));
            return after(tenant, filter, last).equals(cursor) ? Optional.of(last) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] digest(TenantId tenant, Optional<AssetState> filter, AssetId last) {
        var text = tenant + "\n" + filter.map(AssetState::wireName).orElse("") + "\n" + last;
        try {
            return Arrays.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
