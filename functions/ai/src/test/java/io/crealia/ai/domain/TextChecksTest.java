package io.crealia.ai.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"How bread rises", "Was heißt „Sauerteig“?", "面包是怎样发酵的", "لماذا يرتفع الخبز",
            "می\u200cخواهم", "Family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "50 % off & more: $100 (really)!",
            "C++ or C#? A/B", "#baking", "3 * 4 = 12", ""})
    void plain_ordinaryText_isAccepted(String text) {
        assertThat(TextChecks.plain(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "a > b", "`rm -rf`", "[here](http://x)", "![x]", "**bold**",
            "&lt;b&gt;", "&#60;", "https://example.com", "see www.example.com", "javascript:alert(1)",
            "data:text/html,x", "\u202Eevil", "a\u2066b", "a\u200Bb", "nul\u0000", "two\nlines", "tab\there", "\uFEFFx",
            "a\u2028b", "\uD800", "\uFFFD", "\uE000", "../../etc/passwd", "..\\windows", " padded", "padded ",
            "tag\uDB40\uDC41"})
    void plain_hostileText_isRefusedWithoutQuotingIt(String text) {
        assertThat(TextChecks.plain(text)).hasValueSatisfying(expected -> {
            assertThat(expected).matches("[ -~]+");
            assertThat(expected).doesNotContain(text.strip());
        });
    }

    @Test
    void faults_lengthAndMarkup_areBothNamedWithThePointer() {
        assertThat(TextChecks.faults("/title", "<b>", 10, 20)).containsExactly(
                "/title: expected 10 to 20 characters", "/title: expected plain text without markup");
        assertThat(TextChecks.faults("/title", null, 1, 2)).containsExactly("/title: expected text");
        assertThat(TextChecks.faults("/title", "x".repeat(21), 10, 20)).hasSize(1);
        assertThat(TextChecks.faults("/title", "x".repeat(20), 10, 20)).isEmpty();
    }

    @Test
    void cleaned_keepsTheWordAndDropsWhatHidesOrMarks() {
        assertThat(TextChecks.cleaned("\u202E<b>hello</b>,\u0000\n")).isEqualTo("bhello/b,");
        assertThat(TextChecks.cleaned(" \u200B ")).isEmpty();
        assertThat(TextChecks.cleaned("می\u200cخواهم")).isEqualTo("می\u200cخواهم");
    }
}
