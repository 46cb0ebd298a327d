package io.crealia.privacy;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Paging;
import io.crealia.platform.http.Route;
import io.crealia.privacy.adapter.PrivacyJson;
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
                Route.list(ERASURES, READ, this::list).query(Paging.QUERY),
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
        var paging = Paging.of(http, "erasures");
        var page = erasures.list(http.tenant(), paging.after().map(ErasureId::new), paging.wanted());
        return paging.answer(page, erasure -> erasure.id().value(), PrivacyJson::summary);
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
}
