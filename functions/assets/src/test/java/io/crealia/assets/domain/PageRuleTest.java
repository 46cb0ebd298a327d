package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRuleTest {
    private static final PageRule EXACT = new PageRule("example.com", false);
    private static final PageRule BELOW = new PageRule("*.example.com", false);

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "http://example.com:8080", "https://EXAMPLE.com"})
    void permits_originOfTheDomain_plays(String origin) {
        assertThat(EXACT.permits(Optional.of(origin), Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com.evil.test", "https://evil-example.com", "https://www.example.com",
            "https://evil.test/?https://example.com", "https://example.com@evil.test", "file:///example.com",
            "example.com", "//example.com", "https://exam\nple.com", "https:example.com", "https://[::1", "\u0000",
            "https://example.com\u0000.evil.test", "https://example.com%2eevil.test"})
    void permits_anotherOrigin_isRefused(String origin) {
        assertThat(EXACT.permits(Optional.of(origin), Optional.empty())).isFalse();
        assertThat(EXACT.permits(Optional.empty(), Optional.of(origin))).isFalse();
        assertThat(new PageRule("example.com", true).permits(Optional.of(origin), Optional.empty()))
                .as("who names a page must name the right one").isFalse();
    }

    @Test
    void permits_hostsBelow_onlyWithAStar() {
        assertThat(BELOW.permits(Optional.of("https://www.example.com"), Optional.empty())).isTrue();
        assertThat(BELOW.permits(Optional.of("https://a.b.example.com"), Optional.empty())).isTrue();
        assertThat(BELOW.permits(Optional.of("https://example.com"), Optional.empty())).isFalse();
        assertThat(BELOW.permits(Optional.of("https://evilexample.com"), Optional.empty())).isFalse();
    }

    @Test
    void permits_refererWhereNoOriginIs_plays() {
        var page = Optional.of("https://example.com/films/1?x=y");

        assertThat(EXACT.permits(Optional.empty(), page)).isTrue();
        assertThat(EXACT.permits(Optional.of("null"), page)).isTrue();
        assertThat(EXACT.permits(Optional.of("https://evil.test"), page)).as("the origin counts").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,true"})
    void permits_noPageNamed_asTheRuleSays(boolean withoutReferrer, boolean plays) {
        var rule = new PageRule("example.com", withoutReferrer);

        assertThat(rule.permits(Optional.empty(), Optional.empty())).isEqualTo(plays);
        assertThat(rule.permits(Optional.of("null"), Optional.empty())).isEqualTo(plays);
        assertThat(rule.permits(Optional.of(""), Optional.of(""))).isEqualTo(plays);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.com", "*.", "a..b", "Example.com", "-a.com", "example.com/", "a b",
            "https://example.com", "example.com:443", "*.*.example.com", "ex*mple.com", "a.com,b.com"})
    void new_notADomain_isRefused(String domain) {
        assertThat(PageRule.isDomain(domain)).isFalse();
        assertThatThrownBy(() -> new PageRule(domain, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.com", "xn--bcher-kva.example", "*.example.com", "127.0.0.1"})
    void isDomain_domain_isTaken(String domain) {
        assertThat(PageRule.isDomain(domain)).isTrue();
    }
}
