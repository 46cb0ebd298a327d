package io.crealia.uploads.domain;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a key in the incoming bucket says: {@code {tenant}/{upload}/source}. */
public record IncomingKey(TenantId tenant, UploadId upload) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/([^/]+)/source");

    /** @return empty if the key is not one of ours */
    public static Optional<IncomingKey> parse(String key) {
        var match = FORM.matcher(key);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IncomingKey(new TenantId(match.group(1)), new UploadId(match.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
