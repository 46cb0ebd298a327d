package io.crealia.assets;

import io.crealia.assets.adapter.CaptionJson;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.Captions;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaReader;
import io.crealia.assets.usecase.DeleteCaptions;
import io.crealia.assets.usecase.EditAsset;
import io.crealia.assets.usecase.PutCaptions;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.timedtext.TimedTextException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The operations of {@code assets-api} on captions. */
final class CaptionsApi {
    private static final String TRACKS = "/v1/assets/{asset_id}/captions";
    private static final String TRACK = TRACKS + "/{language}";
    private static final Pattern PUBLISHED = Pattern.compile("published");
    /** Captions of 1 MiB, with room for what their escapes add. */
    private static final int MAX_FILE = 2 * 1024 * 1024;

    private final AssetRepository assets;
    private final AssetMoment moment;
    private final BiFunction<TenantId, String, String> person;
    private final MediaReader media;
    private final PutCaptions put;
    private final DeleteCaptions delete;
    private final EditAsset edit;

    /** @param person makes a keyed reference of a tenant and what its issuer calls the caller */
    CaptionsApi(AssetRepository assets, AssetMoment moment, MediaReader media, PutCaptions put, DeleteCaptions delete,
            EditAsset edit, BiFunction<TenantId, String, String> person) {
        this.assets = assets;
        this.moment = moment;
        this.person = person;
        this.media = media;
        this.put = put;
        this.delete = delete;
        this.edit = edit;
    }

    List<Route> routes() {
        return List.of(
                Route.get(TRACKS, "assets:read",
                        request -> EntityTag.answer(request, CaptionJson.tracks(Captions.of(moment.living(request)))))
                        .query(AssetMoment.QUERY),
                Route.get(TRACK, "assets:read", this::get).query("format"), write("PUT", this::put),
                write("PATCH", this::approve),
                write("DELETE", this::delete));
    }

    private static Route write(String method, Function<HttpRequest, HttpResponse> operation) {
        return Route.change(method, TRACK, "assets:write", operation);
    }

    private HttpResponse get(HttpRequest request) {
        var track = track(asset(request), language(request));
        var response = switch (request.queryParameter("format").orElse("json")) {
            case "json" -> HttpResponse.ok(CaptionJson.content(track, file(track.vttKey()),
                    media.read(track.wordsKey(), CaptionJson.MAX_WORDS_FILE)));
            case "vtt" -> download(track, "text/vtt; charset=utf-8", track.vttKey(), "vtt");
            case "srt" -> download(track, "application/x-subrip; charset=utf-8", track.srtKey(), "srt");
            default -> throw new Problem(ErrorCode.INVALID, "The query is not as expected.",
                    List.of(new Violation("query:format", "format", "json, vtt or srt")));
        };
        return tag(track).answer(request, response);
    }

    private HttpResponse put(HttpRequest request) {
        var language = LanguageTag.read(request.pathParameters().get("language"))
                .orElseThrow(() -> new Problem(ErrorCode.INVALID, "The address is not as expected.", List.of(
                        new Violation("path:language", "format", "an RFC 5646 tag such as en or pt-BR"))));
        var id = asset(request).id();
        var body = CaptionsRequest.of(request);
        var command = new PutCaptions.Command(request.tenant(), id, person(request), language, body.origin(),
                body.cues());
        try {
            return answer(request, put.execute(command, expected(request, language)), language);
        } catch (TimedTextException e) {
            throw CaptionsRequest.invalid(body.origin() == CaptionTrack.Origin.EDITED ? "/cues" : "/content", e);
        }
    }

    private HttpResponse approve(HttpRequest request) {
        var language = language(request);
        track(asset(request), language);
        var fields = request.fields();
        fields.matching("state", PUBLISHED, "published");
        fields.check();
        var result = edit.execute(request.tenant(), asset(request).id(), person(request),
                expected(request, language),
                asset -> {
                    var track = track(asset, language);
                    return track.published() ? asset.edits() : asset.edits().approving(track);
                });
        return answer(request, result, language);
    }

    private HttpResponse delete(HttpRequest request) {
        var language = language(request);
        var asset = asset(request);
        if (asset.edits().captions(language).isEmpty()) {
            track(asset, language);
            throw new Problem(ErrorCode.CONFLICT,
                    "These captions are the machine's; replace them, or leave them in review.");
        }
        AssetsApi.edited(delete.execute(request.tenant(), asset.id(), person(request), language,
                expected(request, language)));
        return HttpResponse.noContent();
    }

    private HttpResponse answer(HttpRequest request, EditAsset.Result result, LanguageTag language) {
        var track = track(AssetsApi.edited(result), language);
        return tag(track).answer(request, HttpResponse.ok(CaptionJson.track(track)));
    }

    private HttpResponse download(CaptionTrack track, String type, String key, String ending) {
        return HttpResponse.of(200, type, file(key)).with("Content-Disposition",
                "attachment; filename=\"captions_" + track.language() + "." + ending + "\"");
    }

    // A track's files are written before the track.
    private byte[] file(String key) {
        return media.read(key, MAX_FILE).orElseThrow(() -> new IllegalStateException(key + " is not there"));
    }

    private Asset asset(HttpRequest request) {
        return AssetMoment.living(assets, request);
    }

    private String person(HttpRequest request) {
        return person.apply(request.tenant(), request.subject());
    }

    private static LanguageTag language(HttpRequest request) {
        return LanguageTag.read(request.pathParameters().get("language"))
                .orElseThrow(() -> Problem.notFound("language of captions"));
    }

    private static CaptionTrack track(Asset asset, LanguageTag language) {
        return Captions.find(asset, language).orElseThrow(() -> Problem.notFound("language of captions"));
    }

    private static Predicate<Asset> expected(HttpRequest request, LanguageTag language) {
        return request.header("If-Match").<Predicate<Asset>>map(wanted -> asset -> Captions.find(asset, language)
                .filter(track -> tag(track).matchedBy(wanted)).isPresent()).orElse(_ -> true);
    }

    // Of the track, whatever the format it is read in: a change of one changes all.
    private static EntityTag tag(CaptionTrack track) {
        return EntityTag.of(CaptionJson.track(track).put("words", track.wordsKey()));
    }
}
