package io.crealia.assets;

import io.crealia.assets.adapter.AssetJson;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.usecase.ListAssets;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of {@code assets-api}. */
final class AssetsApi {
    private static final String SCOPE = "assets:read";
    private static final int DEFAULT_LIMIT = 20;
    private static final byte[] NOTHING = {};

    private final AssetRepository assets;
    private final ListAssets list;

    AssetsApi(AssetRepository assets, ListAssets list) {
        this.assets = assets;
        this.list = list;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/assets", SCOPE, this::list), Route.get("/v1/assets/{asset_id}", SCOPE, this::get),
                Route.get("/v1/assets/{asset_id}/renditions", SCOPE,
                        request -> HttpResponse.ok(AssetJson.renditions(asset(request)))),
                Route.get("/v1/assets/{asset_id}/events", SCOPE,
                        request -> HttpResponse.ok(AssetJson.events(asset(request).events()))),
                Route.get("/v1/assets/{asset_id}/report", SCOPE,
                        request -> HttpResponse.ok(AssetJson.report(asset(request)))));
    }

    private HttpResponse list(HttpRequest request) {
        var query = new ListAssets.Query(request.tenant(), state(request), request.queryParameter("cursor"),
                limit(request));
        return switch (list.execute(query)) {
            case ListAssets.Result.BadCursor _ -> throw invalid("cursor", "format", "a next_cursor of this list");
            case ListAssets.Result.Page(var page, var next) -> {
                var json = Json.object();
                var data = json.putArray("data");
                page.forEach(asset -> data.add(AssetJson.summary(asset)));
                next.ifPresentOrElse(cursor -> json.put("next_cursor", cursor), () -> json.putNull("next_cursor"));
                yield HttpResponse.ok(json);
            }
        };
    }

    // May be kept by the client, but asked again each time: progress is what it is read for.
    private HttpResponse get(HttpRequest request) {
        var json = AssetJson.asset(asset(request));
        var tag = EntityTag.of(json);
        var headers = Map.of("ETag", tag.value(), "Cache-Control", "private, no-cache");
        if (request.header("If-None-Match").filter(tag::matchedBy).isPresent()) {
            return new HttpResponse(304, headers, NOTHING);
        }
        var response = HttpResponse.ok(json);
        for (var header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private Asset asset(HttpRequest request) {
        return assets.find(request.tenant(), request.id("asset_id", "asset", AssetId::new))
                .orElseThrow(() -> Problem.notFound("asset"));
    }

    private static Optional<AssetState> state(HttpRequest request) {
        return request.queryParameter("state").map(name -> Arrays.stream(AssetState.values())
                .filter(state -> state.wireName().equals(name)).findFirst().orElseThrow(() -> invalid("state", "format",
                        "one of " + Arrays.stream(AssetState.values()).map(AssetState::wireName).toList())));
    }

    private static int limit(HttpRequest request) {
        var text = request.queryParameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > ListAssets.MAX_LIMIT) {
            throw invalid("limit", "range", "a whole number from 1 to " + ListAssets.MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static Problem invalid(String parameter, String code, String expected) {
        return new Problem(ErrorCode.INVALID, "The query is not as expected.",
                List.of(new Violation("query:" + parameter, code, expected)));
    }
}
