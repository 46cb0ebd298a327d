package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageTagTest {
    @ParameterizedTest
    @CsvSource({"en,en", "gsw,gsw", "pt-br,pt-BR", "zh-hANT-tw,zh-Hant-TW", "es-419,es-419", "de-DE-1996,de-DE-1996",
            "sl-ROZAJ,sl-rozaj"})
    void read_tag_hasOneSpelling(String text, String value) {
        assertThat(LanguageTag.read(text)).contains(new LanguageTag(value));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "e", "EN", "english", "en_US", "en-", "-en", "en--us", "en-x-private", "../en", "en/us",
            "en\u0000", "en\n", "$en", "e.n", "en-US-\"x\"", "\u212Ar", "en-a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p"})
    void read_otherForms_areRefused(String text) {
        assertThat(LanguageTag.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en,English", "de,Deutsch", "pt-BR,português (Brasil)", "qaa,qaa"})
    void displayName_isInTheLanguageItself(String tag, String name) {
        assertThat(new LanguageTag(tag).displayName()).isEqualTo(name);
    }
}
