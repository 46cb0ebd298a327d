package io.crealia.assets;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.crealia.contracts.TenantId;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The operations of {@code assets-api}. */
final class AssetsApi {
    private static final String SCOPE = "assets:read";
    private static final String WRITE_SCOPE = "assets:write";
    private static final String ASSET = "/v1/assets/{asset_id}";
    private static final int DEFAULT_LIMIT = 20;
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,2}");

    private final AssetRepository assets;
    private final AssetMoment moment;
    private final BiFunction<TenantId, String, String> person;
    private final ListAssets list;
    private final EditAsset edit;
    private final DeleteAsset delete;
    private final CostRepository costs;

    /** @param person makes a keyed reference of a tenant and what its issuer calls the caller */
    AssetsApi(AssetRepository assets, AssetMoment moment, ListAssets list, EditAsset edit, DeleteAsset delete,
            CostRepository costs, BiFunction<TenantId, String, String> person) {
        this.assets = assets;
        this.moment = moment;
        this.person = person;
        this.list = list;
        this.edit = edit;
        this.delete = delete;
        this.costs = costs;
    }

    List<Route> routes() {
        return List.of(Route.list("/v1/assets", SCOPE, this::list).query("state", "cursor", "limit"),
                Route.get(ASSET, SCOPE, request -> EntityTag.answer(request, AssetJson.asset(moment.shown(request))))
                        .query(AssetMoment.QUERY),
                Route.change("PATCH", ASSET, WRITE_SCOPE, this::edit), Route.delete(ASSET, WRITE_SCOPE, this::delete),
                view("renditions", AssetJson::renditions), view("highlights", ClipJson::highlights),
                view("reels", ClipJson::reels), view("report", ReportJson::of),
                Route.get(ASSET + "/cost", SCOPE, this::cost));
    }

    // A part of the asset, now or then.
    private Route view(String name, Function<Asset, ? extends JsonNode> json) {
        return Route.get(ASSET + "/" + name, SCOPE, request -> HttpResponse.ok(json.apply(moment.living(request))))
                .query(AssetMoment.QUERY);
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
        var result = edit.execute(request.tenant(), id, person.apply(request.tenant(), request.subject()),
                expected, asset -> metadata.applied(asset.edits()));
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
        return AssetMoment.living(assets, request);
    }

    private static Optional<AssetState> state(HttpRequest request) {
        return request.queryParameter("state").map(name -> Arrays.stream(AssetState.values())
                .filter(state -> state.wireName().equals(name)).findFirst().orElseThrow(() -> invalid("state", "format",
                        "one of " + Arrays.stream(AssetState.values()).map(AssetState::wireName).toList())));
    }

    private static int limit(HttpRequest request) {
        var text = request.queryParameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
        if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > ListAssets.MAX_LIMIT) {
            throw invalid("limit", "range", "a whole number from 1 to " + ListAssets.MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static Problem invalid(String parameter, String code, String expected) {
        return new Problem(ErrorCode.INVALID, "The query is not as expected.",
                List.of(new Violation("query:" + parameter, code, expected)));
    }
}
