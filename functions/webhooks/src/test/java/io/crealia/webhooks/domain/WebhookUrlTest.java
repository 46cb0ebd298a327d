package io.crealia.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken; what is refused is in the corpus {@code webhook-urls} of the security tests. */
final class WebhookUrlTest {
    @ParameterizedTest
    @CsvSource({"https://example.com,example.com,443,/", "https://example.com/,example.com,443,/",
            "https://Hooks.Example.COM/a/b?c=d&e,hooks.example.com,443,/a/b?c=d&e",
            "https://example.com:443/x,example.com,443,/x", "https://example.com:8443,example.com,8443,/",
            "https://example.com?token=a%2Fb,example.com,443,/?token=a%2Fb",
            "https://xn--bcher-kva.example.xn--p1ai/,xn--bcher-kva.example.xn--p1ai,443,/",
            "https://a-b.co/~me/@you/$1;v=1:2!*'(),a-b.co,443,/~me/@you/$1;v=1:2!*'()",
            "https://1.example.com/,1.example.com,443,/"})
    void parse_publicAddress_isRead(String text, String host, int port, String target) {
        var url = WebhookUrl.parse(text, UrlPolicy.PUBLIC).orElseThrow();

        assertThat(url.secure()).isTrue();
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.target()).isEqualTo(target);
        assertThat(url.text()).isEqualTo(text);
    }

    @Test
    void parse_loopback_isForTheLocalEditionOnly() {
        assertThat(WebhookUrl.parse("http://127.0.0.1:4000/hook", UrlPolicy.PUBLIC)).isEmpty();
        var url = WebhookUrl.parse("http://127.0.0.1:4000/hook", UrlPolicy.PUBLIC_AND_LOOPBACK).orElseThrow();
        assertThat(url.authority()).isEqualTo("127.0.0.1:4000");
        assertThat(url.isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4000/", "https://127.0.0.1:4000/", "http://127.0.0.2:4000/",
            "http://127.1:4000/", "http://10.0.0.1/", "http://example.com/", "http://127.0.0.1:99999/"})
    void parse_otherThanLoopback_isRefusedInTheLocalEditionToo(String text) {
        assertThat(WebhookUrl.parse(text, UrlPolicy.PUBLIC_AND_LOOPBACK)).isEmpty();
    }

    @Test
    void parse_longestAddress_isReadAndALongerOneIsNot() {
        var longest = "https://example.com/" + "a%20".repeat(507);
        assertThat(longest).hasSize(WebhookUrl.MAX_LENGTH);
        assertThat(WebhookUrl.parse(longest, UrlPolicy.PUBLIC)).isPresent();
        assertThat(WebhookUrl.parse(longest + "a", UrlPolicy.PUBLIC)).isEmpty();
    }

    @Test
    void authority_otherPort_isNamed() {
        assertThat(WebhookUrl.parse("https://example.com:8443/", UrlPolicy.PUBLIC).orElseThrow().authority())
                .isEqualTo("example.com:8443");
        assertThat(WebhookUrl.parse("https://example.com:443/", UrlPolicy.PUBLIC).orElseThrow().authority())
                .isEqualTo("example.com");
    }

    @Test
    void toString_hidesTheAddress() {
        assertThat(WebhookUrl.parse("https://example.com/secret", UrlPolicy.PUBLIC).orElseThrow()).hasToString("***");
    }
}
