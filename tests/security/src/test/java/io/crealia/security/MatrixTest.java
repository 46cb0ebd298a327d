package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cli.DeveloperToken;
import io.crealia.security.base.Call;
import io.crealia.security.base.Reply;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route of the template x {anonymous, expired, without scope, another tenant, owner} x {own, foreign, missing,
 * malformed id}. Late, because the owner's calls start runs that work on for a while.
 */
@ExtendWith(SharedEdition.class)
@Order(Integer.MAX_VALUE - 2)
class MatrixTest {
    private static final String MALFORMED = "not-an-id";
    /** What differs between two equal answers. */
    private static final Set<String> OF_THE_MOMENT = Set.of("date", "x-request-id", "x-amzn-requestid", "ratelimit");

    private final Target target;
    private final Tally tally = Tally.of("matrix");

    MatrixTest(Target target) {
        this.target = target;
    }

    @Test
    void everyRoute_everyCaller_everyId_isAnsweredByItsRule() {
        var rules = RouteRules.of(target);
        var owners = Things.of(target, "owner");
        var foreign = Things.of(target, "neighbour");
        var before = target.state();
        for (var rule : rules) {
            var ids = ids(rule, owners, foreign);
            everybody(rule, ids);
            rule.scope().ifPresent(scope -> {
                nobody(rule, ids);
                lowerRoles(rule, scope, ids);
                otherTenant(rule, scope, ids, owners);
                foreignIsMissing(rule, target.token("owner", List.of(scope)), "owner", ids);
            });
        }
        tally.unchanged("everybody but the owner", before, target.state());
        rules.stream().filter(rule -> rule.scope().isPresent()).sorted(MatrixTest::readingFirst)
                .forEach(rule -> owner(rule, owners));
        System.out.println("matrix: " + rules.size() + " of " + RouteRules.served(target).size() + " routes");
        tally.verify();
    }

    @Test
    void route_withoutRule_failsByName() {
        var routes = new ArrayList<>(RouteRules.served(target));
        routes.add("DELETE /v1/planted/{asset_id}");

        assertThatThrownBy(() -> RouteRules.of(routes)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("without a rule in RouteRules: [DELETE /v1/planted/{asset_id}]");
        routes.removeLast();
        routes.remove("GET /v1/assets");
        assertThatThrownBy(() -> RouteRules.of(routes)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("rules without a route: [GET /v1/assets]");
    }

    private static Map<String, String> ids(RouteRule rule, Things owners, Things foreign) {
        var ids = new LinkedHashMap<String, String>();
        ids.put("own", owners.id(rule.thing()));
        if (rule.thing() != Thing.NONE) {
            ids.put("foreign", foreign.id(rule.thing()));
            ids.put("missing", rule.thing().missing());
            ids.put("malformed", MALFORMED);
        }
        return ids;
    }

    /** An open route says the same to all who bring no secret. */
    private void everybody(RouteRule rule, Map<String, String> ids) {
        if (rule.scope().isEmpty()) {
            ids.forEach((kind, id) -> {
                var reply = send(rule, "anonymous", kind, rule.call(id));
                expect(rule, "anonymous", kind, reply, rule.owner());
            });
        }
    }

    private void nobody(RouteRule rule, Map<String, String> ids) {
        var expired = target.token("user", "owner", DeveloperToken.SCOPES, Duration.ofMinutes(-2));
        ids.forEach((kind, id) -> {
            expect(rule, "anonymous", kind, send(rule, "anonymous", kind, rule.call(id)), Set.of(401));
            expect(rule, "expired", kind, send(rule, "expired", kind, rule.call(id).bearer(expired)), Set.of(401));
        });
    }

    private void lowerRoles(RouteRule rule, String scope, Map<String, String> ids) {
        var others = DeveloperToken.SCOPES.stream().filter(other -> !other.equals(scope)).toList();
        assertThat(others).as(rule.key() + " needs a scope that exists").hasSize(DeveloperToken.SCOPES.size() - 1);
        var roles = new LinkedHashMap<String, List<String>>();
        roles.put("no scope", List.of());
        roles.put("all but " + scope, others);
        roles.forEach((role, scopes) -> ids.forEach((kind, id) -> forbidden(rule, role, kind, id, scopes)));
        others.forEach(other -> forbidden(rule, "only " + other, "own", ids.get("own"), List.of(other)));
    }

    private void forbidden(RouteRule rule, String role, String kind, String id, List<String> scopes) {
        var reply = send(rule, role, kind, rule.call(id).bearer(target.token("owner", scopes)));
        expect(rule, role, kind, reply, Set.of(403));
    }

    private void otherTenant(RouteRule rule, String scope, Map<String, String> ids, Things owners) {
        if (rule.thing() != Thing.NONE) {
            foreignIsMissing(rule, target.strangersToken(), "other tenant", ids);
        } else if (rule.method().equals("GET")) {
            var reply = send(rule, "other tenant", "own", rule.call("").bearer(target.strangersToken()));
            owners.ids().stream().filter(reply.text()::contains).forEach(id -> tally
                    .acceptedWrongly(name(rule, "other tenant", "own"), "shows " + id));
        }
    }

    /** What belongs to somebody else answers as what is not there, byte for byte. */
    private void foreignIsMissing(RouteRule rule, String token, String who, Map<String, String> ids) {
        if (rule.thing() == Thing.NONE) {
            return;
        }
        var missing = send(rule, who, "missing", rule.call(ids.get("missing")).bearer(token));
        expect(rule, who, "missing", missing, Set.of(404));
        ids.forEach((kind, id) -> {
            if (kind.equals("missing") || kind.equals("own") && who.equals("owner")) {
                return;
            }
            var reply = send(rule, who, kind, rule.call(id).bearer(token));
            if (kind.equals("malformed") && rule.inBody()) {
                expect(rule, who, kind, reply, Set.of(422));
            } else if (!shape(reply).equals(shape(missing))) {
                tally.acceptedWrongly(name(rule, who, kind), reply + " but missing is " + missing);
            }
        });
    }

    /** The scope alone is enough for the owner. */
    private void owner(RouteRule rule, Things owners) {
        var token = target.token("owner", List.of(rule.scope().orElseThrow()));
        var reply = send(rule, "owner", "own", rule.call(owners.id(rule.thing())).bearer(token));
        expect(rule, "owner", "own", reply, rule.owner());
    }

    /** What is deleted is deleted last, and what is in it before. */
    private static int readingFirst(RouteRule one, RouteRule other) {
        var ranks = Integer.compare(rank(one), rank(other));
        return ranks != 0 ? ranks : Integer.compare(other.resource().length(), one.resource().length());
    }

    private static int rank(RouteRule rule) {
        if (rule.key().equals("POST /v1/privacy/erasures")) {
            return 3;
        }
        return switch (rule.method()) {
            case "GET" -> 0;
            case "DELETE" -> 2;
            default -> 1;
        };
    }

    private Reply send(RouteRule rule, String who, String kind, Call call) {
        return tally.send(name(rule, who, kind), () -> target.send(call));
    }

    private void expect(RouteRule rule, String who, String kind, Reply reply, Set<Integer> statuses) {
        if (!statuses.contains(reply.status())) {
            tally.acceptedWrongly(name(rule, who, kind), "expected " + statuses + ", was " + reply);
        }
    }

    private static String name(RouteRule rule, String who, String kind) {
        return rule.key() + " / " + who + " / " + kind;
    }

    private static List<Object> shape(Reply reply) {
        var requestId = reply.header("X-Request-Id").orElse("none");
        var headers = reply.headers().stream()
                .filter(header -> !OF_THE_MOMENT.contains(header.name().toLowerCase(Locale.ROOT)))
                .map(Object::toString).sorted().toList();
        return List.of(reply.status(), headers, reply.text().replace(requestId, "id"));
    }
}
