package io.crealia.assets;

import io.crealia.assets.domain.Asset;
import io.crealia.platform.http.HttpRequest;
import java.util.function.Function;
import java.util.function.Predicate;

/** The condition of a change (RFC 9110, If-Match); a request without one changes whatever is there. */
final class IfMatch {
    private IfMatch() {}

    /** @param tag of what the request changes, as it is in the asset */
    static Predicate<Asset> of(HttpRequest request, Function<Asset, EntityTag> tag) {
        return request.header("If-Match").<Predicate<Asset>>map(wanted -> asset -> tag.apply(asset).matchedBy(wanted))
                .orElse(_ -> true);
    }
}
