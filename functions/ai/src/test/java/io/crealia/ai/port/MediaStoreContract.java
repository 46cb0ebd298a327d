package io.crealia.ai.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every media store does. */
abstract class MediaStoreContract {
    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.UTF_8);

    abstract MediaStore store();

    @Test
    void put_thenRead_isThere() {
        store().put("contract/a/text", TEXT, "text/plain");
        assertThat(store().size("contract/a/text")).contains(10L);
        assertThat(store().get("contract/a/text", 10)).hasValue(TEXT);
    }

    @Test
    void put_twice_keepsTheSecond() {
        store().put("contract/b", TEXT, "text/plain");
        store().put("contract/b", new byte[]{1}, "text/plain");
        assertThat(store().get("contract/b", 10)).hasValue(new byte[]{1});
    }

    @Test
    void get_missing_isEmpty() {
        assertThat(store().size("contract/none")).isEmpty();
        assertThat(store().get("contract/none", 10)).isEmpty();
        assertThat(store().range("contract/none", 0, 10)).isEmpty();
    }

    @Test
    void get_largerThanAllowed_isRefused() {
        store().put("contract/c", TEXT, "text/plain");
        assertThatThrownBy(() -> store().get("contract/c", 9)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contract/c");
    }

    @Test
    void range_withinAcrossAndBehindTheEnd_isCut() {
        store().put("contract/d", TEXT, "text/plain");
        assertThat(store().range("contract/d", 2, 3)).asString().isEqualTo("234");
        assertThat(store().range("contract/d", 8, 100)).asString().isEqualTo("89");
        assertThat(store().range("contract/d", 10, 5)).isEmpty();
    }
}
