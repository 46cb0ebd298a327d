package io.crealia.uploads.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crealia.uploads.fake.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNameTest {
    @Test
    void toString_ofWhateverHoldsIt_doesNotTellIt() {
        var session = Samples.put(1, new byte[1]);

        assertThat(session.filename().value()).isEqualTo(Samples.ODD_NAME);
        assertThat(new Upload.Waiting(session).toString()).doesNotContain(Samples.ODD_NAME).contains("***");
        assertThat(session.incomingKey() + session.mediaKey()).doesNotContain("a+b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\0b", "a\u0085b", "\ud800", "a\udc00"})
    void new_emptyControlledOrBroken_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName(text)).withMessageContaining("file name");
    }

    @Test
    void new_longest_isTaken() {
        assertThat(new FileName("é".repeat(255)).value()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName("é".repeat(256)));
    }
}
