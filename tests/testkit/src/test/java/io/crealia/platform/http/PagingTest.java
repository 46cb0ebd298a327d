package io.crealia.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crealia.contracts.TenantId;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.error.Problem;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagingTest {
    private static final List<String> IDS = IntStream.range(0, 7).mapToObj(i -> "upl_" + i).toList();

    @Test
    void answer_pageAfterPage_hasEveryElementOnce() {
        var seen = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = page("acme", "uploads", cursor, "3");
            page.path("data").forEach(element -> seen.add(element.asText()));
            cursor = Optional.ofNullable(page.path("next_cursor").textValue());
        } while (cursor.isPresent());

        assertThat(seen).isEqualTo(IDS);
    }

    @Test
    void answer_pageThatIsJustFull_isTheLast() {
        assertThat(page("acme", "uploads", Optional.empty(), "7").path("next_cursor").isNull()).isTrue();
        assertThat(page("acme", "uploads", Optional.empty(), "6").path("next_cursor").isTextual()).isTrue();
    }

    @Test
    void of_cursorOfAnotherTenantOrList_isRefused() {
        var cursor = page("acme", "uploads", Optional.empty(), "2").path("next_cursor").asText();

        assertThat(page("acme", "uploads", Optional.of(cursor), "2").path("data").path(0).asText()).isEqualTo("upl_2");
        assertThatThrownBy(() -> page("rival", "uploads", Optional.of(cursor), "2")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> page("acme", "uploads ready", Optional.of(cursor), "2")).isInstanceOf(Problem.class);
    }

    /** Also the last character, whose lowest bits base64 does not use. */
    @Test
    void of_anyOneCharacterChanged_isRefused() {
        var cursor = page("acme", "uploads", Optional.empty(), "2").path("next_cursor").asText();
        for (int i = 0; i < cursor.length(); i++) {
            for (var other : "AZaz09-_=.$".split("")) {
                var changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
                if (!changed.equals(cursor)) {
                    assertThatThrownBy(() -> page("acme", "uploads", Optional.of(changed), "2")).as(changed)
                            .isInstanceOf(Problem.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "1.0", "1e1", "99999999999999999999", "ten", " 5", "٣"})
    void of_limitThatIsNone_isNamed(String limit) {
        assertThatThrownBy(() -> page("acme", "uploads", Optional.empty(), limit)).isInstanceOfSatisfying(
                Problem.class, problem -> assertThat(problem.violations()).extracting(Problem.Violation::pointer)
                        .containsExactly("query:limit"));
    }

    private static JsonNode page(String tenant, String list, Optional<String> cursor, String limit) {
        var query = new HashMap<String, String>();
        query.put("limit", limit);
        cursor.ifPresent(text -> query.put("cursor", text));
        var request = new HttpRequest("GET", "/", Map.of(), query, Map.of(), new byte[0],
                Optional.of(new Principal(new TenantId(tenant), "user", Set.of())), Optional.empty(), "", "r", "c");
        var paging = Paging.of(request, list);
        var from = paging.after().map(after -> IDS.indexOf(after) + 1).orElse(0);
        var found = IDS.stream().skip(from).limit(paging.wanted()).toList();
        return Json.parse(paging.answer(found, id -> id, TextNode::valueOf).body());
    }
}
