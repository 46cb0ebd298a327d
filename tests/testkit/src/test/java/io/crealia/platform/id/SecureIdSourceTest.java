package io.crealia.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class SecureIdSourceTest {
    private final MovableClock clock = new MovableClock();
    private final SecureIdSource ids = new SecureIdSource(clock);

    @Test
    void ulid_form_fitsOurIds() {
        for (int i = 0; i < 1000; i++) {
            assertThat(new AssetId(AssetId.PREFIX + ids.ulid()).ulid()).hasSize(26);
        }
        assertThat(new AssetId(AssetId.PREFIX + new SequentialIds().ulid())).isNotNull();
    }

    /** The vector of the ULID specification's reference: 1469918176385 is 01ARYZ6S41. */
    @Test
    void ulid_time_isItsFirstTenCharacters() {
        assertThat(new SecureIdSource(() -> Instant.ofEpochMilli(1_469_918_176_385L)).ulid()).startsWith("01ARYZ6S41");
        assertThat(new SecureIdSource(() -> Instant.EPOCH).ulid()).startsWith("0000000000");
    }

    @Test
    void ulid_laterMillisecond_sortsAfter() {
        var before = ids.ulid();
        clock.advance(Duration.ofMillis(1));

        assertThat(ids.ulid()).isGreaterThan(before);
    }

    @Test
    void ulid_sameInstant_isNeverTheSame() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.ulid())).isTrue();
        }
    }
}
