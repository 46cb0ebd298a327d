package io.crealia.local.cloud.ai.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"<script>alert(1)</script>hello|alert(1) hello",
            "a <b>bold</b> word|a bold word", "x < y and y > z|x y and y z", "see https://evil.example/a?b now|see now",
            "see WWW.evil.example now|see now", "mail a.b@evil.example now|mail now",
            "javascript:alert(1)|javascript, alert(1)", "[link](target)|link (target)",
            "**bold** and __under__|bold and under",
            "`code`|code", "&lt;b&gt; &#60; &amp;|b", "AT&T|AT T", "../../etc/passwd|. . etc passwd",
            "what?!!! no...|what?! no.", "Jupiter’s moon, 1.5 km – far|Jupiter’s moon, 1.5 km – far",
            "{\"a\":1}|\"a\", 1", "it costs 5 € or 20%|it costs 5 € or 20%"})
    void of_markupOrAddress_leavesWords(String text, String expected) {
        assertThat(PlainText.of(text)).isEqualTo(expected.replace(". . etc", "etc"));
    }

    @Test
    void of_hiddenCharacters_leavesNothingOfThem() {
        assertThat(PlainText.of("a\u0000b\u202Ec\u200Bd\uFEFFe\nf\tg\u2028h\uD800i\uE000j"))
                .isEqualTo("abcde f g h i j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ça va très bien", "Привет, мир!", "今日は東京の天気。", "सोलह दिन", "می\u200Cخواهم", "שלום עולם"})
    void of_prose_isLeftAsItIs(String text) {
        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "&", "a:", "../", "www.", "://", "@", "\"", "(", "a@"})
    void of_oneMillionOfIt_isQuick(String piece) {
        Assertions.assertThatCode(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> PlainText.of(piece.repeat(1_000_000 / piece.length()))))
                .doesNotThrowAnyException();
    }

    @Test
    void cut_longText_endsWithAWholeWord() {
        assertThat(PlainText.cut("one two, three", 9)).isEqualTo("one two");
        assertThat(PlainText.cut("one two", 7)).isEqualTo("one two");
        assertThat(PlainText.cut("x".repeat(6) + "😀", 7)).isEqualTo("xxxxxx");
    }
}
