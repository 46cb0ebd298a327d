package io.crealia.platform.http;

import io.crealia.platform.error.Problem;
import io.crealia.platform.json.Json;
import java.util.Map;

/** Renders a {@link Problem} as {@code application/problem+json} (RFC 9457) with our members code, request_id, errors. */
final class ProblemAnswer {
    private ProblemAnswer() {}

    static HttpResponse of(Problem problem, String requestId) {
        var code = problem.code();
        var body = Json.object().put("type", "https://crealia.dev/problems/" + code.value()).put("title", code.title())
                .put("status", code.status()).put("detail", problem.getMessage()).put("code", code.value())
                .put("request_id", requestId);
        if (!problem.violations().isEmpty()) {
            var errors = body.putArray("errors");
            problem.violations().forEach(violation -> errors.addObject().put("pointer", violation.pointer())
                    .put("code", violation.code()).put("expected", violation.expected()));
        }
        var response = new HttpResponse(code.status(), Map.of("Content-Type", "application/problem+json"),
                Json.bytes(body));
        for (var header : problem.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return code.status() == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
    }
}
