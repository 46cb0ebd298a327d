package io.crealia.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.json.Json;
import io.crealia.privacy.adapter.PrivacyJson;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.AssetTraces;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.Seal;
import io.crealia.privacy.port.Subjects;
import io.crealia.privacy.usecase.RequestErasure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operations of {@code privacy-api}. */
final class PrivacyApi {
    private static final String READ = "privacy:read";
    private static final String WRITE = "privacy:write";
    private static final String ERASURES = "/v1/privacy/erasures";
    private static final String ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}";
    private static final Pattern ASSET = Pattern.compile(AssetId.PREFIX + ULID);
    private static final Pattern SUBJECT = Pattern.compile(SubjectId.PREFIX + ULID);
    private static final int MAX_NAME = 255;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final ErasureRepository erasures;
    private final RequestErasure request;
    private final Subjects subjects;
    private final AssetTraces traces;
    private final Seal seal;

    PrivacyApi(ErasureRepository erasures, RequestErasure request, Subjects subjects, AssetTraces traces, Seal seal) {
        this.erasures = erasures;
        this.request = request;
        this.subjects = subjects;
        this.traces = traces;
        this.seal = seal;
    }

    List<Route> routes() {
        return List.of(Route.change("POST", ERASURES, WRITE, this::erase).limited(Route.Limit.PRIVACY),
                Route.list(ERASURES, READ, this::list).query("limit", "cursor"),
                Route.get(ERASURES + "/{erasure_id}", READ, this::get),
                Route.get("/v1/privacy/certificate-keys", READ, _ -> HttpResponse.ok(seal.publicKeys())),
                Route.get("/v1/privacy/inventory", READ, _ -> HttpResponse.ok(PrivacyJson.inventory())));
    }

    private HttpResponse erase(HttpRequest http) {
        var erasure = request.execute(http.tenant(), scope(http));
        return HttpResponse.json(202, PrivacyJson.erasure(erasure)).with("Location", ERASURES + "/" + erasure.id());
    }

    private HttpResponse get(HttpRequest http) {
        return erasures.find(http.tenant(), http.id("erasure_id", "erasure", ErasureId::new))
                .map(found -> HttpResponse.ok(PrivacyJson.erasure(found.erasure())))
                .orElseThrow(() -> Problem.notFound("erasure"));
    }

    private HttpResponse list(HttpRequest http) {
        var limit = limit(http);
        var before = http.queryParameter("cursor").map(PrivacyApi::cursor);
        var page = erasures.list(http.tenant(), before, limit + 1);
        var json = Json.object();
        var data = json.putArray("data");
        page.stream().limit(limit).forEach(erasure -> data.add(PrivacyJson.summary(erasure)));
        next(json, page, limit);
        return HttpResponse.ok(json);
    }

    private static void next(ObjectNode json, List<Erasure> page, int limit) {
        if (page.size() > limit) {
            json.put("next_cursor", page.get(limit - 1).id().value());
        } else {
            json.putNull("next_cursor");
        }
    }

    private Scope scope(HttpRequest http) {
        var fields = http.fields();
        var asset = fields.optionalMatching("asset_id", ASSET, "an asset id: ast_ and 26 characters");
        var subject = fields.optionalMatching("subject_id", SUBJECT, "a subject id: sub_ and 26 characters");
        var name = fields.optionalText("subject", 1, MAX_NAME);
        if (asset.stream().count() + subject.stream().count() + name.stream().count() != 1) {
            fields.fault("subject", "required", "exactly one of asset_id, subject_id and subject");
        }
        fields.check();
        return asset.<Scope>map(id -> asset(http.tenant(), new AssetId(id)))
                .orElseGet(() -> new Scope.OneSubject(subject(http.tenant(), subject, name)));
    }

    private Scope asset(TenantId tenant, AssetId asset) {
        var scope = new Scope.OneAsset(asset);
        // Of one that is erased nothing is left but its erasure.
        if (traces.ids(tenant, asset).isEmpty() && erasures.find(tenant, scope.erasureId()).isEmpty()) {
            throw Problem.notFound("asset");
        }
        return scope;
    }

    private SubjectId subject(TenantId tenant, Optional<String> id, Optional<String> name) {
        return id.map(SubjectId::new).filter(subject -> subjects.known(tenant, subject))
                .or(() -> name.flatMap(text -> subjects.find(tenant, text)))
                .orElseThrow(() -> Problem.notFound("subject"));
    }

    private static ErasureId cursor(String text) {
        try {
            return new ErasureId(text);
        } catch (IllegalArgumentException e) {
            throw invalid("cursor", "format", "a next_cursor of this list");
        }
    }

    private static int limit(HttpRequest http) {
        var text = http.queryParameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw invalid("limit", "range", "a whole number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static Problem invalid(String parameter, String code, String expected) {
        return new Problem(ErrorCode.INVALID, "The query is not as expected.",
                List.of(new Violation("query:" + parameter, code, expected)));
    }
}
