package io.crealia.assets.domain;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
    private static final Optional<AssetState> ALL = Optional.empty();

    @Test
    void read_ownCursor_givesThePosition() {
        assertThat(Cursor.read(ACME, ALL, Cursor.after(ACME, ALL, ASSET))).contains(ASSET);
    }

    @Test
    void read_otherTenantOrFilter_isRefused() {
        var cursor = Cursor.after(ACME, ALL, ASSET);

        assertThat(Cursor.read(RIVAL, ALL, cursor)).isEmpty();
        assertThat(Cursor.read(ACME, Optional.of(AssetState.READY), cursor)).isEmpty();
    }

    @Test
    void read_anyOneCharacterChanged_isRefused() {
        var cursor = Cursor.after(ACME, ALL, ASSET);
        for (int i = 0; i < cursor.length(); i++) {
            for (var other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".split("")) {
                var changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
                if (!changed.equals(cursor)) {
                    assertThat(Cursor.read(ACME, ALL, changed)).as(changed).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "====", "../..", "{\"$gt\":\"\"}", "ü", "MDFLQVgzRDhHMDdROVQ1WksyVzhYNFk2QkM"})
    void read_notACursor_isRefused(String cursor) {
        assertThat(Cursor.read(ACME, ALL, cursor)).isEmpty();
    }
}
