package io.crealia.security.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every answer carries, whoever gives it and whatever it says, and what none carries. */
public final class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options",
            "DENY", "Referrer-Policy", "no-referrer", "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains");
    private static final List<String> NEVER = List.of("Server", "X-Powered-By", "X-AspNet-Version", "Via", "Set-Cookie",
            "Access-Control-Allow-Credentials");
    private static final List<String> TALKATIVE = List.of("Exception", "\tat ", "io.crealia", "com.mongodb",
            "java.lang", "/home/", "127.0.0.1:");

    private SecurityHeaders() {}

    /** @return what is wrong with an answer's headers; empty if nothing is */
    public static List<String> faults(Reply reply) {
        var faults = new ArrayList<String>();
        ALWAYS.forEach((name, value) -> {
            if (!reply.all(name).equals(List.of(value))) {
                faults.add(name + " is " + reply.all(name));
            }
        });
        NEVER.stream().filter(name -> reply.header(name).isPresent()).forEach(name -> faults.add("it has " + name));
        if (reply.all("Content-Security-Policy").size() != 1
                || !reply.header("Content-Security-Policy").orElse("").contains("default-src 'none'")) {
            faults.add("Content-Security-Policy is " + reply.all("Content-Security-Policy"));
        }
        if (reply.all("Cache-Control").size() != 1) {
            faults.add("Cache-Control is " + reply.all("Cache-Control"));
        }
        // The second one is the gateway's own, which is all that an answer has that no function gave.
        if (reply.header("X-Request-Id").isEmpty() && reply.header("x-amzn-RequestId").isEmpty()) {
            faults.add("it has no request id");
        }
        if (reply.status() >= 400) {
            problem(reply, faults);
        }
        return faults;
    }

    private static void problem(Reply reply, List<String> faults) {
        if (!reply.header("Cache-Control").orElse("").contains("no-store")) {
            faults.add("a problem may be stored: " + reply.header("Cache-Control"));
        }
        if (!reply.header("Content-Type").orElse("").startsWith("application/problem+json")) {
            faults.add("a problem is " + reply.header("Content-Type"));
        }
        TALKATIVE.stream().filter(reply.text()::contains).forEach(word -> faults.add("a problem says " + word));
    }
}
