package io.crealia.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crealia.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TenantSealTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String PLACE = "webhook_endpoints/whe_1/secret";
    private static final byte[] SECRET = "whsec_abc".getBytes(StandardCharsets.UTF_8);
    private final TenantSeal seal = new TenantSeal(() -> Keys.ONE);

    @Test
    void open_inItsPlace_givesWhatWasSealedInAnyProcess() {
        var sealed = seal.seal(ACME, PLACE, SECRET);

        assertThat(seal.open(ACME, PLACE, sealed)).isEqualTo(SECRET);
        assertThat(new TenantSeal(() -> Keys.ONE).open(ACME, PLACE, sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec_");
        assertThat(seal.seal(ACME, PLACE, SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void open_elsewhere_isRefused() {
        var sealed = seal.seal(ACME, PLACE, SECRET);

        assertThatIllegalStateException().isThrownBy(() -> seal.open(ACME, "webhook_endpoints/whe_2/secret", sealed));
        assertThatIllegalStateException().isThrownBy(() -> seal.open(new TenantId("other"), PLACE, sealed));
        assertThatIllegalStateException().isThrownBy(() -> new TenantSeal(() -> Keys.TWO).open(ACME, PLACE, sealed));
    }

    @Test
    void open_anyBitChanged_isRefused() {
        var sealed = seal.seal(ACME, PLACE, SECRET);

        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatIllegalStateException().isThrownBy(() -> seal.open(ACME, PLACE, changed));
        }
        assertThatIllegalStateException().isThrownBy(() -> seal.open(ACME, PLACE, new byte[0]));
    }
}
