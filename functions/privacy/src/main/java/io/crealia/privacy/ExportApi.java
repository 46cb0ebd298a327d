package io.crealia.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.ExportId;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.privacy.adapter.PrivacyJson;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.ExportRepository;
import io.crealia.privacy.port.Subjects;
import io.crealia.privacy.usecase.RequestExport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The operations of {@code privacy-api} about exports. */
final class ExportApi {
    private static final String EXPORTS = "/v1/privacy/exports";
    private static final int MAX_NAME = 255;
    /** How long the address of an archive works. */
    private static final Duration LINK = Duration.ofMinutes(15);

    private final ExportRepository exports;
    private final RequestExport request;
    private final Subjects subjects;
    private final Archives archives;
    private final InstantSource clock;

    ExportApi(ExportRepository exports, RequestExport request, Subjects subjects, Archives archives,
            InstantSource clock) {
        this.exports = exports;
        this.request = request;
        this.subjects = subjects;
        this.archives = archives;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.post(EXPORTS, "privacy:write", this::export).limited(Route.Limit.PRIVACY),
                Route.get(EXPORTS + "/{export_id}", "privacy:read", this::get));
    }

    private HttpResponse export(HttpRequest http) {
        var fields = http.fields();
        var name = fields.text("subject", 1, MAX_NAME);
        fields.check();
        var subject = subjects.find(http.tenant(), name).orElseThrow(() -> Problem.notFound("subject"));
        var export = request.execute(http.tenant(), subject);
        // What is kept for repeated requests holds no address: those are made for whoever asks.
        return HttpResponse.json(202, PrivacyJson.export(export)).with("Location", EXPORTS + "/" + export.id());
    }

    private HttpResponse get(HttpRequest http) {
        var now = clock.instant();
        var export = exports.find(http.tenant(), http.id("export_id", "export", ExportId::new))
                .filter(found -> !found.expired(now)).orElseThrow(() -> Problem.notFound("export"));
        return HttpResponse.ok(shown(export));
    }

    private ObjectNode shown(Export export) {
        var json = PrivacyJson.export(export);
        if (export.state() == Export.State.READY) {
            var link = archives.link(export.tenant(), export.id(), clock.instant(), LINK);
            json.putObject("archive").put("url", link.address().toString()).put("expires_at",
                    link.expiresAt().toString());
        }
        return json;
    }
}
