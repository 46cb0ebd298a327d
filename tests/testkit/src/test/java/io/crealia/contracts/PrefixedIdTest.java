package io.crealia.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PrefixedIdTest {
    /** Crockford's base 32, and at most 128 bits (github.com/ulid/spec). */
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final String GOOD = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";

    @Test
    void require_anyCharacterAnywhere_isAsTheFormSays() {
        for (int at : new int[]{0, 1, 12, 25}) {
            for (int code = 0; code < 0x180; code++) {
                var text = GOOD.substring(0, at) + (char) code + GOOD.substring(at + 1);
                if (ULID.matcher(text).matches()) {
                    assertThat(PrefixedId.require("ast_", "ast_" + text)).isEqualTo("ast_" + text);
                } else {
                    refused("ast_" + text);
                }
            }
        }
    }

    @Test
    void require_otherLengthOrPrefix_isRefused() {
        refused("ast_" + GOOD.substring(1));
        refused("ast_0" + GOOD);
        refused("upl_" + GOOD);
        refused(GOOD);
        refused("ast_");
        refused("");
        refused(null);
    }

    private static void refused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> PrefixedId.require("ast_", id))
                .withMessage("expected an id of the form ast_<26 characters>");
    }
}
