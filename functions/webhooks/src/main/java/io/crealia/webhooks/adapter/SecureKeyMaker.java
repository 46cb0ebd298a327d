package io.crealia.webhooks.adapter;

import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.port.KeyMaker;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/** Keys from {@link SecureRandom}, which is safe under SnapStart: every restored environment draws anew. */
public final class SecureKeyMaker implements KeyMaker {
    private static final int BYTES = 32;

    @Override
    public SigningKey make(SigningKey.Kind kind) {
        return switch (kind) {
            case V1 -> {
                var secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                yield new SigningKey.Symmetric(secret);
            }
            case V1A -> pair();
        };
    }

    private static SigningKey pair() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            // A SubjectPublicKeyInfo ends with the 32 bytes of the key (RFC 8410).
            var spki = pair.getPublic().getEncoded();
            return new SigningKey.Asymmetric(seed,
                    new SigningKey.Verifying(Arrays.copyOfRange(spki, spki.length - BYTES, spki.length)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }
}
