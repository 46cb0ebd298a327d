package io.crealia.platform.http;

import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How large a request may be, and what must not be in it twice. Everything above API Gateway's own limits stays there. */
final class RequestLimits {
    private static final int MAX_PATH = 1024;
    private static final int MAX_QUERY = 4096;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_CHARACTERS = 16 * 1024;
    private static final int MAX_BODY_BYTES = 1_048_576;
    private static final int MAX_ECHO = 64;
    private static final int MAX_FAULTS = 20;
    /** Of two of these nobody can say which one counts: a proxy before us may have looked at the other. */
    private static final Set<String> SINGLE = Set.of("authorization", "content-type", "content-length",
            "content-encoding", "host", "idempotency-key", "if-match", "if-none-match", "origin");

    private RequestLimits() {}

    /** What is refused before anybody looks at who calls. */
    static void checkSize(ProxyEvent event, Map<String, String> headers) {
        if (event.path().length() > MAX_PATH || characters(event.query()) > MAX_QUERY) {
            throw new Problem(ErrorCode.PATH_TOO_LONG, "A path may have at most " + MAX_PATH
                    + " characters, a query " + MAX_QUERY + ".");
        }
        if (headers.size() > MAX_HEADERS || characters(headers) > MAX_HEADER_CHARACTERS) {
            throw new Problem(ErrorCode.HEADERS_TOO_LARGE, "A request may have at most " + MAX_HEADERS
                    + " headers with " + MAX_HEADER_CHARACTERS + " characters in all.");
        }
        var repeated = event.repeatedHeaders().stream().filter(SINGLE::contains)
                .map(name -> new Violation("header:" + name, "repeated", "once")).toList();
        refuse(repeated, "A header came more than once.");
    }

    /** Parameters that the route does not have, or that came more than once. */
    static void checkQuery(ProxyEvent event, Route route) {
        var faults = new ArrayList<Violation>();
        event.query().keySet().stream().filter(name -> !route.query().contains(name)).sorted()
                .forEach(name -> faults.add(new Violation("query:" + cut(name), "unknown", known(route))));
        event.repeatedQuery().stream().filter(route.query()::contains)
                .forEach(name -> faults.add(new Violation("query:" + name, "repeated", "once")));
        refuse(faults, "The query is not as expected.");
    }

    static byte[] body(ProxyEvent event, Map<String, String> headers) {
        if (!headers.getOrDefault("content-encoding", "identity").strip().equalsIgnoreCase("identity")) {
            throw new Problem(ErrorCode.MEDIA_TYPE, "Send the body as it is, without Content-Encoding.");
        }
        byte[] body;
        try {
            body = event.body();
        } catch (IllegalArgumentException e) {
            throw new Problem(ErrorCode.MALFORMED, "The body is not valid base64.");
        }
        if (body.length > MAX_BODY_BYTES) {
            throw new Problem(ErrorCode.TOO_LARGE, "A body may have at most " + MAX_BODY_BYTES + " bytes.");
        }
        return body;
    }

    private static void refuse(List<Violation> faults, String detail) {
        if (!faults.isEmpty()) {
            throw new Problem(ErrorCode.INVALID, detail, faults.stream().limit(MAX_FAULTS).toList());
        }
    }

    private static String known(Route route) {
        return route.query().isEmpty() ? "no query" : "one of " + route.query().stream().sorted().toList();
    }

    private static String cut(String name) {
        return name.length() > MAX_ECHO ? name.substring(0, MAX_ECHO) : name;
    }

    private static int characters(Map<String, String> fields) {
        return fields.entrySet().stream().mapToInt(field -> field.getKey().length() + field.getValue().length()).sum();
    }
}
