package io.crealia.assets;

import io.crealia.assets.adapter.AssetJson;
import io.crealia.assets.adapter.ClipJson;
import io.crealia.assets.adapter.CostJson;
import io.crealia.assets.adapter.ReportJson;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.CostRepository;
import io.crealia.assets.usecase.DeleteAsset;
import io.crealia.assets.usecase.EditAsset;
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
import java.util.Optional;

/** The operations of {@code assets-api}. */
final class AssetsApi {
    private static final String SCOPE = "assets:read";
    private static final String WRITE_SCOPE = "assets:write";
    private static final int DEFAULT_LIMIT = 20;

    private final AssetRepository assets;
    private final ListAssets list;
    private final EditAsset edit;
    private final DeleteAsset delete;
    private final CostRepository costs;

    AssetsApi(AssetRepository assets, ListAssets list, EditAsset edit, DeleteAsset delete, CostRepository costs) {
        this.assets = assets;
        this.list = list;
        this.edit = edit;
        this.delete = delete;
        this.costs = costs;
    }

    List<Route> routes() {
        return List.of(Route.list("/v1/assets", SCOPE, this::list).query("state", "cursor", "limit"),
                Route.get("/v1/assets/{asset_id}", SCOPE, this::get),
                Route.change("PATCH", "/v1/assets/{asset_id}", WRITE_SCOPE, this::edit),
                Route.delete("/v1/assets/{asset_id}", WRITE_SCOPE, this::delete),
                Route.get("/v1/assets/{asset_id}/renditions", SCOPE,
                        request -> HttpResponse.ok(AssetJson.renditions(asset(request)))),
                Route.get("/v1/assets/{asset_id}/events", SCOPE,
                        request -> HttpResponse.ok(AssetJson.events(asset(request).events()))),
                Route.get("/v1/assets/{asset_id}/highlights", SCOPE,
                        request -> HttpResponse.ok(ClipJson.highlights(asset(request)))),
                Route.get("/v1/assets/{asset_id}/reels", SCOPE,
                        request -> HttpResponse.ok(ClipJson.reels(asset(request)))),
                Route.get("/v1/assets/{asset_id}/cost", SCOPE, this::cost),
                Route.get("/v1/assets/{asset_id}/report", SCOPE,
                        request -> HttpResponse.ok(ReportJson.of(asset(request)))));
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

    private HttpResponse get(HttpRequest request) {
        return EntityTag.answer(request, AssetJson.asset(found(assets, request)));
    }

    private HttpResponse delete(HttpRequest request) {
        var id = request.id("asset_id", "asset", AssetId::new);
        var expected = IfMatch.of(request, asset -> EntityTag.of(AssetJson.asset(asset)));
        return switch (delete.execute(request.tenant(), id, expected, request.correlationId())) {
            case DeleteAsset.Result.Done(var asset) -> HttpResponse.json(202, AssetJson.asset(asset));
            case DeleteAsset.Result.Unknown _ -> throw Problem.notFound("asset");
            case DeleteAsset.Result.Unexpected _ -> throw changed();
            case DeleteAsset.Result.Busy _ -> throw busy();
        };
    }

    private HttpResponse edit(HttpRequest request) {
        var id = asset(request).id();
        var metadata = MetadataRequest.of(request);
        var expected = IfMatch.of(request, asset -> EntityTag.of(AssetJson.asset(asset)));
        var result = edit.execute(request.tenant(), id, expected, asset -> metadata.applied(asset.edits()));
        return EntityTag.answer(request, AssetJson.asset(edited(result)));
    }

    /** @throws Problem unless the change was made */
    static Asset edited(EditAsset.Result result) {
        return switch (result) {
            case EditAsset.Result.Done(var asset) -> asset;
            case EditAsset.Result.Unknown _ -> throw Problem.notFound("asset");
            case EditAsset.Result.Unexpected _ ->
                throw changed();
            case EditAsset.Result.Busy _ -> throw busy();
        };
    }

    private static Problem changed() {
        return new Problem(AssetsErrors.CHANGED, "Read it again, then decide again.");
    }

    private static Problem busy() {
        return new Problem(ErrorCode.CONFLICT, "The asset changes; try again.");
    }

    private HttpResponse cost(HttpRequest request) {
        return HttpResponse.ok(CostJson.of(costs.list(request.tenant(), asset(request).id())));
    }

    private Asset asset(HttpRequest request) {
        return living(assets, request);
    }

    /** @throws Problem if the caller's tenant has no such asset, or it is deleted */
    static Asset living(AssetRepository assets, HttpRequest request) {
        var asset = found(assets, request);
        if (asset.gone()) {
            throw AssetsErrors.gone();
        }
        return asset;
    }

    private static Asset found(AssetRepository assets, HttpRequest request) {
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
