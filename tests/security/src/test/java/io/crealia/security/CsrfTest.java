package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Call;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a foreign page can make a browser send: cookies, forms, links and pictures. Nothing of it is a call. */
@ExtendWith(SharedEdition.class)
class CsrfTest {
    /** What a form or a simple request may say of its body. */
    private static final List<String> SIMPLE = List.of("application/x-www-form-urlencoded", "text/plain",
            "multipart/form-data; boundary=b", "text/plain; a=application/json", "text/plain;charset=application/json");
    private static final List<String> COOKIES = List.of("Authorization=Bearer %s", "authorization=%s", "token=%s",
            "access_token=%s", "session=%s", "__Host-session=%s", "jwt=%s", "id_token=%s; access_token=%s");

    private final Target target;
    private final Tally tally = Tally.of("csrf");

    CsrfTest(Target target) {
        this.target = target;
    }

    @Test
    void everyRoute_tokenAsCookieOrInAddress_isAnonymous() {
        var things = Things.of(target, "forged");
        var before = target.state();
        for (var rule : RouteRules.of(target)) {
            if (rule.scope().isEmpty()) {
                continue;
            }
            var right = rule.call(things.id(rule.thing()));
            COOKIES.forEach(cookie -> anonymous(rule.key() + " " + cookie,
                    right.header("Cookie", cookie.replace("%s", things.token()))));
            for (var name : List.of("access_token", "token", "authorization", "bearer_token")) {
                var target = right.target() + "?" + name + "=" + things.token();
                anonymous(rule.key() + " ?" + name,
                        new Call(right.method(), target, right.headers(), right.body()));
            }
        }
        tally.unchanged("cookies", before, target.state());
        tally.verify();
    }

    private void anonymous(String id, Call call) {
        var reply = tally.refused(id, () -> target.send(call));
        if (reply.status() != 401 && reply.status() != 422) {
            tally.acceptedWrongly(id, reply.toString());
        }
    }

    /** Even with a token, which no foreign page has: a form is not a body. */
    @Test
    void everyBody_asForm_isRefused() {
        var things = Things.of(target, "forged");
        var before = target.state();
        for (var rule : RouteRules.of(target)) {
            if (rule.body().isEmpty()) {
                continue;
            }
            var right = rule.call(things.id(rule.thing()));
            var body = rule.body().get().apply(things.id(rule.thing()));
            var bare = Call.of(rule.method(), right.target()).bearer(things.token());
            for (var type : SIMPLE) {
                forms(body).forEach((name, form) -> form(rule.key() + " " + type + " " + name,
                        bare.header("Content-Type", type).body(form.getBytes(StandardCharsets.UTF_8))));
            }
            form(rule.key() + " without type", bare.body(Json.bytes(body)));
        }
        tally.unchanged("forms", before, target.state());
        tally.verify();
    }

    private static Map<String, String> forms(JsonNode body) {
        var forms = new LinkedHashMap<String, String>();
        forms.put("json", Json.text(body));
        forms.put("json in a name", Json.text(body).replace("}", ",\"a\":\"=\"}"));
        forms.put("fields", "filename=a.mp4&title=a&state=published");
        forms.put("parts", "--b\r\nContent-Disposition: form-data; name=\"body\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + Json.text(body) + "\r\n--b--\r\n");
        return forms;
    }

    private void form(String id, Call call) {
        var reply = tally.refused(id, () -> target.send(call));
        if (reply.status() != 415) {
            tally.acceptedWrongly(id, reply.toString());
        }
    }

    /** A link or a picture is a GET: no GET changes anything, whatever it says. */
    @Test
    void everyGet_changesNothing() {
        var things = Things.of(target, "forged");
        var before = target.state();
        for (var rule : RouteRules.of(target)) {
            if (rule.method().equals("GET")) {
                var right = rule.call(things.id(rule.thing())).bearer(things.token());
                tally.send("GET " + rule.key(), () -> target.send(right));
                tally.send("overridden " + rule.key(),
                        () -> target.send(right.header("X-HTTP-Method-Override", "DELETE")));
            }
        }
        tally.unchanged("reads", before, target.state());
        assertThat(tally.inputs()).isPositive();
        tally.verify();
    }
}
