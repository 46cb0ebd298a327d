package io.crealia.platform.http;

import io.crealia.platform.auth.Principal;
import io.crealia.platform.privacy.AuditLog;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which calls leave a row in the audit log, and what it says: every change and removal of what is there already, and
 * everything about privacy and webhooks. A new route need not remember to ask for it.
 */
final class AuditTrail {
    private static final Set<String> CHANGING = Set.of("PUT", "PATCH", "DELETE");
    /** Refusals that depend on who asks for what; the others are about a request's form or rate. */
    private static final Set<Integer> REFUSALS = Set.of(403, 404, 409, 410, 412);
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\+?}");
    /** An id of ours, or the tag of a language: anything else that a caller puts there is his text. */
    private static final Pattern OURS = Pattern
            .compile("[a-z]{2,4}_[0-7][0-9A-HJKMNP-TV-Z]{25}|[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?");

    private AuditTrail() {}

    static boolean concerns(Route route, int status) {
        var scope = route.scope().orElse("");
        var audited = CHANGING.contains(route.method()) || scope.startsWith("privacy:")
                || scope.startsWith("webhooks:") && !route.method().equals("GET");
        return audited && (status < 400 || status >= 500 || REFUSALS.contains(status));
    }

    static void append(AuditLog log, Principal caller, Route route, Map<String, String> parameters, String outcome) {
        log.append(caller.tenant(), log.reference(caller.tenant(), caller.subject()),
                new AuditLog.Deed(route.key(), target(route, parameters), outcome));
    }

    /** What {@link #append} does, before a SnapStart checkpoint; no row is written. */
    static void rehearse(AuditLog log, Route route) {
        log.rehearse(new AuditLog.Deed(route.key(), target(route, Map.of()), "done"));
    }

    /** The path, with what is of the right form in it, and {@code ?} for the rest. */
    private static String target(Route route, Map<String, String> parameters) {
        return PARAMETER.matcher(route.resource()).replaceAll(found -> {
            var value = parameters.getOrDefault(found.group(1), "");
            return Matcher.quoteReplacement(OURS.matcher(value).matches() ? value : "?");
        });
    }
}
