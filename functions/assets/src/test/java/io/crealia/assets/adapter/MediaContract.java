package io.crealia.assets.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.MediaTooLargeException;
import io.crealia.assets.port.MediaWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link MediaReader}, {@link MediaWriter} and {@link MediaSigner} of one store keep. */
abstract class MediaContract {
    static final String KEY = "acme/ast_x/wfl_x/probe/1/result.json";
    private static final byte[] CONTENT = "{\"ü\":1}".getBytes(StandardCharsets.UTF_8);

    abstract MediaReader reader();

    abstract MediaSigner signer();

    abstract MediaWriter writer();

    abstract void put(String key, byte[] content);

    /** What a GET of the address gives now; empty where it is refused, or there is no such object. */
    abstract Optional<byte[]> fetch(URI address) throws Exception;

    @Test
    void read_object_givesItsBytes() {
        put(KEY, CONTENT);

        assertThat(reader().read(KEY, CONTENT.length)).get().isEqualTo(CONTENT);
    }

    @Test
    void read_noSuchKey_isAbsent() {
        assertThat(reader().read("acme/none", 10)).isEmpty();
    }

    @Test
    void read_oneByteTooMany_isRefusedByName() {
        put(KEY, CONTENT);

        assertThatThrownBy(() -> reader().read(KEY, CONTENT.length - 1)).isInstanceOf(MediaTooLargeException.class)
                .hasMessageContaining(KEY).hasMessageContaining(String.valueOf(CONTENT.length - 1));
    }

    @Test
    void read_objectRewritten_givesTheNewBytes() {
        put(KEY, CONTENT);
        put(KEY, new byte[]{1});

        assertThat(reader().read(KEY, 10)).get().isEqualTo(new byte[]{1});
    }

    @Test
    void write_object_isReadAndReplaced() {
        writer().write(KEY, new byte[]{1}, "text/vtt");
        writer().write(KEY, CONTENT, "application/json");

        assertThat(reader().read(KEY, CONTENT.length)).get().isEqualTo(CONTENT);
    }

    @Test
    void delete_objectOrNone_isGone() {
        put(KEY, CONTENT);

        writer().delete(KEY);
        writer().delete(KEY);

        assertThat(reader().read(KEY, CONTENT.length)).isEmpty();
    }

    @Test
    void sign_object_isReadableWithoutCredentials() throws Exception {
        put(KEY, CONTENT);

        assertThat(fetch(signer().sign(KEY, Instant.now(), Duration.ofMinutes(5)))).get().isEqualTo(CONTENT);
    }

    @Test
    void sign_lifeOver_isRefused() throws Exception {
        put(KEY, CONTENT);

        assertThat(fetch(signer().sign(KEY, Instant.now().minusSeconds(120), Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void sign_missingObject_givesAnAddressOfNothing() throws Exception {
        assertThat(fetch(signer().sign("acme/none", Instant.now(), Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void sign_sameInstant_givesTheSameAddress() {
        var at = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(signer().sign(KEY, at, Duration.ofHours(1))).isEqualTo(signer().sign(KEY, at, Duration.ofHours(1)));
    }

    @Test
    void longest_credentialsThatDoNotEnd_isWhatWasWanted() {
        assertThat(signer().longest(Instant.now(), Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
    }
}
