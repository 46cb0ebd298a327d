package io.crealia.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.metrics.Label;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.metrics.Names;
import io.crealia.platform.limit.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** What is counted of an API call once its answer is made. Labels come from declared routes and codes, never from the call. */
final class HttpMeasures {
    /** {@code ..} between slashes of either kind or at an end, with any of its characters encoded, once or twice. */
    private static final Pattern CLIMBING = Pattern.compile(
            "(?i)(?:^|/|\\\\|%(?:25)?2f|%(?:25)?5c)(?:\\.|%(?:25)?2e){2}(?:$|/|\\\\|%(?:25)?2f|%(?:25)?5c|%(?:25)?00)");
    private static final Map<String, String> REASONS = Map.of("auth.forbidden", "no_scope", "playback.forbidden",
            "playback", "playback.page_forbidden", "playback");
    private static final Map<String, String> QUOTAS = Map.of("quota.exhausted", "uploads", "budget.exhausted",
            "budget");

    private HttpMeasures() {}

    static void count(Exchange exchange, int status, Context context, Duration elapsed) {
        answered(context, exchange.route().map(Route::key).orElse(Label.OTHER), status, elapsed);
        if (climbs(exchange.event())) {
            Metrics.count(Metric.TRAVERSAL_ATTEMPTS);
        }
        if (status >= 400 && status < 500) {
            refused(exchange);
        }
    }

    /** What the function could not answer, API Gateway answers with 502. */
    static void failed(Context context, Duration elapsed) {
        answered(context, Label.OTHER, 502, elapsed);
    }

    private static void answered(Context context, String route, int status, Duration elapsed) {
        var function = context == null ? Label.OTHER : Names.withoutStage(context.getFunctionName());
        Metrics.count(Metric.HTTP_REQUESTS, function, route, status / 100 + "xx");
        Metrics.observe(Metric.HTTP_REQUEST_DURATION, elapsed, function);
    }

    private static void refused(Exchange exchange) {
        var code = exchange.outcome();
        Metrics.count(Metric.REQUESTS_REFUSED, code);
        if (code.equals("auth.unauthenticated")) {
            var token = exchange.headers().getOrDefault("authorization", "").regionMatches(true, 0, "Bearer ", 0, 7);
            Metrics.count(Metric.AUTH_REFUSALS, token ? "bad_token" : "no_token");
        } else if (REASONS.containsKey(code)) {
            Metrics.count(Metric.AUTH_REFUSALS, REASONS.get(code));
        } else if (code.equals("rate.limited")) {
            Metrics.count(Metric.RATE_LIMITED, exchange.verdict().map(Verdict::policy).orElse(Label.OTHER));
        } else if (QUOTAS.containsKey(code)) {
            Metrics.count(Metric.QUOTA_REFUSALS, QUOTAS.get(code));
        }
    }

    private static boolean climbs(ProxyEvent event) {
        return climbs(event.path()) || event.pathParameters().values().stream().anyMatch(HttpMeasures::climbs)
                || event.query().values().stream().anyMatch(HttpMeasures::climbs);
    }

    /** Nearly every text has neither a dot nor an encoded one. */
    static boolean climbs(String text) {
        return (text.indexOf('.') >= 0 || text.indexOf('%') >= 0) && CLIMBING.matcher(text).find();
    }
}
