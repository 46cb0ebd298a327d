package io.crealia.operations;

import io.crealia.operations.adapter.ApiDocument;
import io.crealia.operations.adapter.DocsPage;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The operations of {@code docs-api}. Both answers are the same until the next release. */
final class DocsApi {
    private static final byte[] NOTHING = {};

    private final ApiDocument document;
    private final DocsPage page;

    DocsApi(ApiDocument document, DocsPage page) {
        this.document = document;
        this.page = page;
    }

    List<Route> routes() {
        return List.of(Route.open("/v1/openapi.json", this::document), Route.open("/v1/docs", this::page));
    }

    private HttpResponse document(HttpRequest request) {
        return answer(request, HttpResponse.of(200, "application/json", document.bytes()));
    }

    private HttpResponse page(HttpRequest request) {
        return answer(request, HttpResponse.of(200, "text/html; charset=utf-8", page.html())
                .with("Content-Security-Policy", page.securityPolicy()));
    }

    private HttpResponse answer(HttpRequest request, HttpResponse response) {
        var known = request.header("If-None-Match").stream().flatMap(tags -> Arrays.stream(tags.split(",")))
                .map(tag -> tag.strip().replaceFirst("^W/", "")).anyMatch(document.tag()::equals);
        return (known ? new HttpResponse(304, Map.of(), NOTHING) : response).with("ETag", document.tag())
                .with("Cache-Control", "public, max-age=300");
    }
}
