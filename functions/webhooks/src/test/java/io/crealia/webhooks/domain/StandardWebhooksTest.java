package io.crealia.webhooks.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.webhooks.adapter.SecureKeyMaker;
import io.crealia.webhooks.domain.StandardWebhooks.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StandardWebhooksTest {
    /** The example of the specification and of its reference libraries. */
    private static final SigningKey REFERENCE = SigningKey.Symmetric.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String REFERENCE_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant REFERENCE_TIME = Instant.ofEpochSecond(1614265330);
    private static final byte[] REFERENCE_BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String REFERENCE_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "evt_01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final byte[] BODY = "{\"type\":\"asset.ready\"}".getBytes(UTF_8);

    @Test
    void sign_referenceMessage_isTheReferenceSignature() {
        assertThat(StandardWebhooks.sign(List.of(REFERENCE), REFERENCE_ID, REFERENCE_TIME, REFERENCE_BODY))
                .isEqualTo(REFERENCE_SIGNATURE);
    }

    @Test
    void verify_referenceMessage_isGenuine() {
        assertThat(StandardWebhooks.verify(REFERENCE, REFERENCE_ID, "1614265330", REFERENCE_SIGNATURE, REFERENCE_BODY,
                REFERENCE_TIME)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void sign_ed25519_isAsInRfc8032() {
        // RFC 8032, 7.1, TEST 2: the message is the byte 0x72.
        var hex = HexFormat.of();
        var key = new SigningKey.Asymmetric(
                hex.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
                new SigningKey.Verifying(
                        hex.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));
        var signature = key.sign(new byte[]{0x72});

        assertThat(hex.formatHex(signature))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(key.publicHalf().verifies(new byte[]{0x72}, signature)).isTrue();
        assertThat(key.publicHalf().verifies(new byte[]{0x73}, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SigningKey.Kind.class)
    void verify_whatWasSigned_isGenuine(SigningKey.Kind kind) {
        var key = new SecureKeyMaker().make(kind);
        var signature = StandardWebhooks.sign(List.of(key), ID, NOW, BODY);

        assertThat(signature).startsWith(kind.wireName() + ",");
        assertThat(verify(receiving(key), ID, NOW, signature, BODY)).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @EnumSource(SigningKey.Kind.class)
    void verify_tampered_isNotSigned(SigningKey.Kind kind) {
        var key = new SecureKeyMaker().make(kind);
        var receiver = receiving(key);
        var signature = StandardWebhooks.sign(List.of(key), ID, NOW, BODY);
        for (int at = 0; at < BODY.length; at++) {
            var tampered = BODY.clone();
            tampered[at] ^= 1;
            assertThat(verify(receiver, ID, NOW, signature, tampered)).isEqualTo(Verdict.NOT_SIGNED);
        }
        assertThat(verify(receiver, ID + "x", NOW, signature, BODY)).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(verify(receiver, ID, NOW.plusSeconds(1), signature, BODY)).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(verify(receiver, ID, NOW, signature, Arrays.copyOf(BODY, BODY.length - 1)))
                .isEqualTo(Verdict.NOT_SIGNED);
        var other = receiving(new SecureKeyMaker().make(kind));
        assertThat(verify(other, ID, NOW, signature, BODY)).isEqualTo(Verdict.NOT_SIGNED);
    }

    @ParameterizedTest
    @EnumSource(SigningKey.Kind.class)
    void verify_everyBitOfTheSignatureTurned_isNotSigned(SigningKey.Kind kind) {
        var key = new SecureKeyMaker().make(kind);
        var signature = Base64.getDecoder()
                .decode(StandardWebhooks.sign(List.of(key), ID, NOW, BODY).substring(kind.wireName().length() + 1));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            var turned = signature.clone();
            turned[bit / 8] ^= (byte) (1 << bit % 8);
            var text = kind.wireName() + "," + Base64.getEncoder().encodeToString(turned);
            assertThat(verify(receiving(key), ID, NOW, text, BODY)).as("bit %d", bit).isEqualTo(Verdict.NOT_SIGNED);
        }
    }

    @Test
    void verify_symmetricSignatureCalledAsymmetric_isNotSigned() {
        var key = new SigningKey.Verifying(new byte[32]);
        // Whoever knows the public key could use it as a shared secret, if the scheme were the message's choice.
        var forged = new SigningKey.Symmetric(key.publicKey());
        var signature = StandardWebhooks.sign(List.of(forged), ID, NOW, BODY);

        assertThat(verify(key, ID, NOW, signature, BODY)).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(verify(key, ID, NOW, signature.replace("v1,", "v1a,"), BODY)).isEqualTo(Verdict.NOT_SIGNED);
    }

    @Test
    void verify_severalSignatures_oneIsEnough() {
        var old = new SecureKeyMaker().make(SigningKey.Kind.V1);
        var fresh = new SecureKeyMaker().make(SigningKey.Kind.V1A);
        var both = StandardWebhooks.sign(List.of(fresh, old), ID, NOW, BODY);

        assertThat(both.split(" ")).hasSize(2);
        assertThat(verify(old, ID, NOW, both, BODY)).isEqualTo(Verdict.GENUINE);
        assertThat(verify(receiving(fresh), ID, NOW, both, BODY)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void verify_outsideOfTheTolerance_isRefused() {
        var signature = StandardWebhooks.sign(List.of(REFERENCE), ID, NOW, BODY);
        var seconds = Long.toString(NOW.getEpochSecond());
        var edge = StandardWebhooks.TOLERANCE;

        assertThat(StandardWebhooks.verify(REFERENCE, ID, seconds, signature, BODY, NOW.plus(edge)))
                .isEqualTo(Verdict.GENUINE);
        assertThat(StandardWebhooks.verify(REFERENCE, ID, seconds, signature, BODY, NOW.minus(edge)))
                .isEqualTo(Verdict.GENUINE);
        var beyond = edge.plus(Duration.ofSeconds(1));
        assertThat(StandardWebhooks.verify(REFERENCE, ID, seconds, signature, BODY, NOW.plus(beyond)))
                .isEqualTo(Verdict.TOO_OLD);
        assertThat(StandardWebhooks.verify(REFERENCE, ID, seconds, signature, BODY, NOW.minus(beyond)))
                .isEqualTo(Verdict.TOO_NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "1e9", "1614265330.0", " 1614265330", "999999999999", "١٦١٤٢٦٥٣٣٠"})
    void verify_strangeTimestamp_isMalformed(String timestamp) {
        assertThat(StandardWebhooks.verify(REFERENCE, ID, timestamp, REFERENCE_SIGNATURE, BODY, NOW))
                .isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1,", ",", "v1,***", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            "v1,g0hM9SsE", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1"})
    void verify_strangeSignature_isNotSigned(String signature) {
        assertThat(StandardWebhooks.verify(REFERENCE, REFERENCE_ID, "1614265330", signature, REFERENCE_BODY,
                REFERENCE_TIME)).isEqualTo(Verdict.NOT_SIGNED);
    }

    @Test
    void verify_floodOfSignatures_isMalformed() {
        var flood = (REFERENCE_SIGNATURE + " ").repeat(10_000);
        assertThat(StandardWebhooks.verify(REFERENCE, REFERENCE_ID, "1614265330", flood, REFERENCE_BODY,
                REFERENCE_TIME)).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void verify_dotMovedFromIdToTimestamp_isMalformed() {
        // "a.1" and "2" have the content of "a" and "1.2", if dots were allowed.
        assertThat(StandardWebhooks.verify(REFERENCE, "a.1614265330", "1614265330", REFERENCE_SIGNATURE, BODY, NOW))
                .isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_???",
            "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void parse_noSecret_isRefused(String text) {
        assertThatThrownBy(() -> SigningKey.Symmetric.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(SigningKey.Kind.class)
    void toString_ofAKeyThatSigns_isHidden(SigningKey.Kind kind) {
        var key = new SecureKeyMaker().make(kind);
        assertThat(key).hasToString("***");
        assertThat(new Endpoint.Key(key, NOW, java.util.Optional.empty()).toString()).contains("key=***");
    }

    @Test
    void text_ofKeys_readsBack() {
        var symmetric = (SigningKey.Symmetric) new SecureKeyMaker().make(SigningKey.Kind.V1);
        var pair = (SigningKey.Asymmetric) new SecureKeyMaker().make(SigningKey.Kind.V1A);

        assertThat(SigningKey.Symmetric.parse(symmetric.text()).secret()).isEqualTo(symmetric.secret());
        assertThat(SigningKey.Verifying.parse(pair.publicHalf().text()).publicKey())
                .isEqualTo(pair.publicHalf().publicKey());
    }

    private static SigningKey receiving(SigningKey key) {
        return key instanceof SigningKey.Asymmetric pair ? pair.publicHalf() : key;
    }

    private static Verdict verify(SigningKey key, String id, Instant at, String signature, byte[] body) {
        return StandardWebhooks.verify(key, id, Long.toString(at.getEpochSecond()), signature, body, NOW);
    }
}
