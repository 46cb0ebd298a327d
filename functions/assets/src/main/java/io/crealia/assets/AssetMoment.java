package io.crealia.assets;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.usecase.ShowAssetAt;
import io.crealia.contracts.AssetId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The asset that a read is about: as it is, or as it was at the query's {@code at}. */
final class AssetMoment {
    static final String QUERY = "at";
    /** RFC 3339 in UTC, to the nanosecond at the most. */
    private static final Pattern FORM = Pattern
            .compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");
    private static final String EXPECTED = "an instant such as 2026-03-01T12:00:00Z";

    private final AssetRepository assets;
    private final ShowAssetAt past;
    private final InstantSource clock;

    AssetMoment(AssetRepository assets, ShowAssetAt past, InstantSource clock) {
        this.assets = assets;
        this.past = past;
        this.clock = clock;
    }

    /** @throws Problem as {@link #living}; only without {@code at} is one that is gone shown as such */
    Asset shown(HttpRequest request) {
        return at(request).map(at -> then(request, at)).orElseGet(() -> now(request));
    }

    /** @throws Problem if the caller's tenant has or had no such asset, it is deleted, or the query is no such instant */
    Asset living(HttpRequest request) {
        return at(request).map(at -> then(request, at)).orElseGet(() -> living(now(request)));
    }

    /** @throws Problem if the caller's tenant has no such asset, or it is deleted */
    static Asset living(AssetRepository assets, HttpRequest request) {
        return living(assets.find(request.tenant(), id(request)).orElseThrow(() -> Problem.notFound("asset")));
    }

    private static Asset living(Asset asset) {
        if (asset.gone()) {
            throw AssetsErrors.gone();
        }
        return asset;
    }

    private Asset now(HttpRequest request) {
        return assets.show(request.tenant(), id(request)).orElseThrow(() -> Problem.notFound("asset"));
    }

    private Asset then(HttpRequest request, Instant at) {
        return switch (past.execute(request.tenant(), id(request), at)) {
            case ShowAssetAt.Result.Found(var asset) -> asset;
            case ShowAssetAt.Result.Unknown _ -> throw Problem.notFound("asset");
            case ShowAssetAt.Result.Gone _ -> throw AssetsErrors.gone();
        };
    }

    private Optional<Instant> at(HttpRequest request) {
        return request.queryParameter(QUERY).map(text -> {
            var at = read(text).orElseThrow(() -> invalid("format", EXPECTED));
            if (at.isAfter(clock.instant())) {
                throw invalid("range", "an instant that has passed");
            }
            return at;
        });
    }

    private static Optional<Instant> read(String text) {
        try {
            return FORM.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static AssetId id(HttpRequest request) {
        return request.id("asset_id", "asset", AssetId::new);
    }

    private static Problem invalid(String code, String expected) {
        return new Problem(ErrorCode.INVALID, "The query is not as expected.",
                List.of(new Violation("query:" + QUERY, code, expected)));
    }
}
