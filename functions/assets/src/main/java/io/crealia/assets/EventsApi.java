package io.crealia.assets;

import io.crealia.assets.adapter.EventJson;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.usecase.ListEvents;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Paging;
import io.crealia.platform.http.Route;
import java.util.List;

/** The operation of {@code assets-api} on an asset's log. */
final class EventsApi {
    private final AssetRepository assets;
    private final ListEvents list;

    EventsApi(AssetRepository assets, ListEvents list) {
        this.assets = assets;
        this.list = list;
    }

    List<Route> routes() {
        return List.of(Route.list("/v1/assets/{asset_id}/events", "assets:read", this::page).query(Paging.QUERY));
    }

    private HttpResponse page(HttpRequest request) {
        var asset = AssetMoment.living(assets, request);
        var paging = Paging.of(request, "events " + asset.id());
        // A cursor is one of ours, so its position is a number.
        var after = paging.after().map(Long::parseLong).orElse(0L);
        return paging.answer(list.execute(asset, after, paging.wanted()),
                event -> String.valueOf(event.sequence()), EventJson::of);
    }
}
