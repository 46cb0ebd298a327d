package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PunctuationTest {
    @Test
    void restored_bareWords_takeTheFormOfTheText() {
        assertThat(Punctuation.restored(List.of("hello", "its", "5"), "Hello! It's 5."))
                .containsExactly("Hello!", "It's", "5.");
    }

    @Test
    void restored_wordsThatTheTextLacks_stay() {
        assertThat(Punctuation.restored(List.of("one", "uh", "two"), "One, two."))
                .containsExactly("One,", "uh", "two.");
        assertThat(Punctuation.restored(List.of("one"), "")).containsExactly("one");
        assertThat(Punctuation.restored(List.of("..."), "a b")).containsExactly("...");
    }

    @Test
    void restored_distantWord_doesNotSkipTheTextBetween() {
        assertThat(Punctuation.restored(List.of("z", "b"), "a b, c d e f g z!")).containsExactly("z", "b,");
    }
}
