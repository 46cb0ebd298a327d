package io.crealia.assets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.DamagedFileException;
import io.crealia.assets.usecase.ServePlayback;
import io.crealia.assets.usecase.ServePlayback.Viewer;
import io.crealia.assets.usecase.StartPlayback;
import io.crealia.contracts.AssetId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The operations of {@code playback-api}. */
final class PlaybackApi {
    private static final Log LOG = Log.of(PlaybackApi.class);
    /** Short against the life of the addresses inside, long enough for a player that starts over. */
    private static final String BRIEFLY = "private, max-age=60";

    private final StartPlayback start;
    private final ServePlayback serve;

    PlaybackApi(StartPlayback start, ServePlayback serve) {
        this.start = start;
        this.serve = serve;
    }

    // Players run on any page. The token is in the address, so there is nothing that a foreign page could borrow.
    List<Route> routes() {
        return List.of(Route.get("/v1/assets/{asset_id}/playback", "assets:read", this::start)
                .query(PlaybackQuery.NAMES),
                Route.open("/play/{asset_id}/{proxy+}", this::serve).query("token").limited(Route.Limit.PLAY)
                        .with("Access-Control-Allow-Origin", "*"));
    }

    private HttpResponse start(HttpRequest request) {
        var id = request.id("asset_id", "asset", AssetId::new);
        return switch (start.execute(request.tenant(), id, PlaybackQuery.of(request))) {
            case StartPlayback.Result.Unknown _ -> throw Problem.notFound("asset");
            case StartPlayback.Result.Gone _ -> throw AssetsErrors.gone();
            case StartPlayback.Result.NotPlayable(var state) -> throw notPlayable(state);
            case StartPlayback.Result.Unlimited _ ->
                throw new Problem(ErrorCode.CONFLICT, "The asset is public: its addresses have no end and no domain.");
            case StartPlayback.Result.Started started -> HttpResponse.ok(json(started));
        };
    }

    private HttpResponse serve(HttpRequest request) {
        var result = id(request).map(id -> serve(id, request.pathParameters().getOrDefault("proxy", ""),
                new Viewer(request.queryParameter("token"), request.header("Origin"), request.header("Referer"))));
        return switch (result.orElseGet(ServePlayback.Result.Forbidden::new)) {
            case ServePlayback.Result.Forbidden _ -> throw new Problem(AssetsErrors.PLAYBACK_FORBIDDEN,
                    "Ask GET /v1/assets/{asset_id}/playback for a fresh address.");
            case ServePlayback.Result.ForeignPage _ -> throw new Problem(AssetsErrors.PLAYBACK_PAGE,
                    "It plays on pages of the domain that it was asked for, where the browser names the page.");
            case ServePlayback.Result.Unknown _ -> throw Problem.notFound("file");
            case ServePlayback.Result.Gone _ -> throw AssetsErrors.gone();
            case ServePlayback.Result.NotPlayable(var state) -> throw notPlayable(state);
            case ServePlayback.Result.Elsewhere(var address) ->
                HttpResponse.redirect(address.toString()).with("Cache-Control", BRIEFLY);
            case ServePlayback.Result.Text(var type, var body) ->
                HttpResponse.of(200, type, body.getBytes(StandardCharsets.UTF_8)).with("Cache-Control", BRIEFLY);
        };
    }

    private ServePlayback.Result serve(AssetId id, String path, Viewer viewer) {
        try {
            return serve.execute(id, path, viewer);
        } catch (DamagedFileException e) {
            LOG.error("a file was not served", e, LogField.ASSET_ID.of(id));
            throw new Problem(AssetsErrors.PLAYBACK_DAMAGED, "Quote the request id when you report this.");
        }
    }

    // A malformed id can be in no token, so it answers as a wrong token does.
    private static Optional<AssetId> id(HttpRequest request) {
        try {
            return Optional.of(new AssetId(request.pathParameters().getOrDefault("asset_id", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Problem notPlayable(String state) {
        return new Problem(AssetsErrors.NOT_PLAYABLE, "The asset is " + state + " and has nothing to play yet.");
    }

    private static ObjectNode json(StartPlayback.Result.Started started) {
        var json = Json.object().put("hls", started.hls().toString());
        put(json, "mp4", started.mp4());
        put(json, "poster", started.poster());
        put(json, "storyboard", started.storyboard());
        if (!started.reels().isEmpty()) {
            var reels = json.putArray("reels");
            started.reels()
                    .forEach(reel -> reels.addObject().put("name", reel.name()).put("url", reel.url().toString()));
        }
        started.expiresAt().ifPresent(end -> json.put("expires_at", end.toString()));
        return json.put("policy", started.policy().wireName());
    }

    private static void put(ObjectNode json, String field, Optional<URI> address) {
        address.ifPresent(uri -> json.put(field, uri.toString()));
    }
}
