package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.contracts.TenantId;
import io.crealia.assets.domain.PlaybackTokens.Grant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaybackTokensTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant END = Instant.parse("2026-03-01T18:00:00Z");
    private static final Grant GRANT = new Grant(Samples.ACME, Samples.ASSET, END, Optional.empty());

    private final PlaybackTokens tokens = new PlaybackTokens(() -> KEY);

    @Test
    void verify_ownTokenUntilItsEnd_grants() {
        var token = tokens.issue(GRANT);

        assertThat(tokens.verify(token, END.minusMillis(1))).contains(GRANT);
        assertThat(tokens.verify(token, END)).isEmpty();
    }

    /** The form is written down so that other programs may make and check tokens. */
    @Test
    void issue_form_isPayloadAndHmacSha256InBase64Url() throws Exception {
        var parts = tokens.issue(GRANT).split("\\.", -1);

        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"asset\":\"" + Samples.ASSET + "\",\"tenant\":\"acme\",\"exp\":1772388000}");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var expected = mac.doFinal(parts[0].getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(parts[1])))
                .isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void verify_tokenForPages_namesThem() {
        for (var pages : List.of(new PageRule("example.com", false), new PageRule("*.example.com", true),
                new PageRule("a".repeat(63) + ("." + "a".repeat(62)).repeat(3), true))) {
            var grant = new Grant(new TenantId("t".repeat(64)), Samples.ASSET, END, Optional.of(pages));

            assertThat(tokens.verify(tokens.issue(grant), Instant.EPOCH)).contains(grant);
        }
    }

    @Test
    void verify_otherKey_isRefused() {
        var other = new PlaybackTokens(
                () -> "another key of at least 32 bytes ....".getBytes(StandardCharsets.US_ASCII));

        assertThat(other.verify(tokens.issue(GRANT), Instant.EPOCH)).isEmpty();
    }

    /** Also the last character of the signature, whose lowest bits base64 does not use. */
    @Test
    void verify_anyOneCharacterChanged_isRefused() {
        var token = tokens.issue(GRANT);
        for (int i = 0; i < token.length(); i++) {
            for (var other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=".split("")) {
                var changed = token.substring(0, i) + other + token.substring(i + 1);
                if (!changed.equals(token)) {
                    assertThat(tokens.verify(changed, Instant.EPOCH)).as("character %d is %s", i, other).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.", ".a", "e30.e30", "\u0000.\u0000", "ü.ü"})
    void verify_notAToken_isRefused(String token) {
        assertThat(tokens.verify(token, Instant.EPOCH)).isEmpty();
    }

    @Test
    void verify_hugeToken_isRefused() {
        assertThat(tokens.verify("a.".repeat(500_000), Instant.EPOCH)).isEmpty();
    }

    @Test
    void verify_foreignPayloadUnderOurKey_isRefused() throws Exception {
        var body = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"sub\":1}".getBytes(StandardCharsets.UTF_8));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var signature = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));

        assertThat(tokens.verify(body + "." + signature, Instant.EPOCH)).isEmpty();
    }
}
