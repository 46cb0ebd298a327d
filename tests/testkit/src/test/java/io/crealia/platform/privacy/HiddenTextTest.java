package io.crealia.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HiddenTextTest {
    private static final String TEXT = "anna@example.org";

    private record Holder(Personal personal, Secret secret) {}

    @Test
    void toString_anywhere_hidesTheText() {
        var personal = new Personal(TEXT);
        var secret = new Secret(TEXT);

        assertThat(new Holder(personal, secret)).hasToString("Holder[personal=***, secret=***]");
        assertThat(List.of(personal, secret)).hasToString("[***, ***]");
        assertThat("" + Optional.of(personal) + Map.of("k", secret) + "%s".formatted(secret)).doesNotContain(TEXT);
    }

    @Test
    void equals_goesByTheText() {
        assertThat(new Secret(TEXT)).isEqualTo(new Secret(TEXT)).hasSameHashCodeAs(new Secret(TEXT))
                .isNotEqualTo(new Secret("other")).isNotEqualTo(TEXT);
        assertThat(new Personal(TEXT)).isEqualTo(new Personal(TEXT)).isNotEqualTo(new Personal("other"));
    }
}
