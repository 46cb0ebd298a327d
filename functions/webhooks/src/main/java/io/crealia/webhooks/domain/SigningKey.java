package io.crealia.webhooks.domain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook is signed with, in the serialisations of Standard Webhooks
 * (github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
public sealed interface SigningKey {
    /** The scheme's name in front of a signature. */
    String version();

    byte[] sign(byte[] content);

    /** Whether the signature is this key's over the content, compared in constant time where that matters. */
    boolean verifies(byte[] content, byte[] signature);

    /** The kind of signature that an endpoint asked for. */
    enum Kind {
        /** HMAC-SHA256 with a secret that both sides know. */
        V1("v1"),
        /** Ed25519: we sign with a private key, the receiver verifies with the public one. */
        V1A("v1a");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** @param secret 24 to 64 bytes */
    record Symmetric(byte[] secret) implements SigningKey {
        public static final String PREFIX = "whsec_";
        private static final int MIN = 24;
        private static final int MAX = 64;

        public Symmetric {
            if (secret.length < MIN || secret.length > MAX) {
                throw new IllegalArgumentException("expected a secret of " + MIN + " to " + MAX + " bytes");
            }
            secret = secret.clone();
        }

        /** @throws IllegalArgumentException if the text is not {@code whsec_} and base64 of 24 to 64 bytes */
        public static Symmetric parse(String text) {
            return new Symmetric(decode(PREFIX, text));
        }

        @Override
        public byte[] secret() {
            return secret.clone();
        }

        public String text() {
            return PREFIX + Base64.getEncoder().encodeToString(secret);
        }

        @Override
        public String version() {
            return Kind.V1.wireName();
        }

        @Override
        public byte[] sign(byte[] content) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return mac.doFinal(content);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
            }
        }

        @Override
        public boolean verifies(byte[] content, byte[] signature) {
            return MessageDigest.isEqual(sign(content), signature);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** The receiver's half of an Ed25519 key. */
    record Verifying(byte[] publicKey) implements SigningKey {
        public static final String PREFIX = "whpk_";
        /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
        private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

        public Verifying {
            if (publicKey.length != Asymmetric.KEY_BYTES) {
                throw new IllegalArgumentException("expected a public key of 32 bytes");
            }
            publicKey = publicKey.clone();
        }

        /** @throws IllegalArgumentException if the text is not {@code whpk_} and base64 of 32 bytes */
        public static Verifying parse(String text) {
            return new Verifying(decode(PREFIX, text));
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        public String text() {
            return PREFIX + Base64.getEncoder().encodeToString(publicKey);
        }

        @Override
        public String version() {
            return Kind.V1A.wireName();
        }

        @Override
        public byte[] sign(byte[] content) {
            throw new UnsupportedOperationException("a public key signs nothing");
        }

        @Override
        public boolean verifies(byte[] content, byte[] signature) {
            try {
                var verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(joined(SPKI, publicKey))));
                verifier.update(content);
                return verifier.verify(signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** @param seed the 32 bytes that an Ed25519 private key is (RFC 8032) */
    record Asymmetric(byte[] seed, Verifying publicHalf) implements SigningKey {
        static final int KEY_BYTES = 32;
        /** What stands before the seed in a PrivateKeyInfo (RFC 8410). */
        private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

        public Asymmetric {
            if (seed.length != KEY_BYTES) {
                throw new IllegalArgumentException("expected a seed of 32 bytes");
            }
            seed = seed.clone();
        }

        @Override
        public byte[] seed() {
            return seed.clone();
        }

        @Override
        public String version() {
            return Kind.V1A.wireName();
        }

        @Override
        public byte[] sign(byte[] content) {
            try {
                var signer = Signature.getInstance("Ed25519");
                signer.initSign(KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new PKCS8EncodedKeySpec(joined(PKCS8, seed))));
                signer.update(content);
                return signer.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has Ed25519", e);
            }
        }

        @Override
        public boolean verifies(byte[] content, byte[] signature) {
            return publicHalf.verifies(content, signature);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    private static byte[] decode(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("expected a key that starts with " + prefix);
        }
        return Base64.getDecoder().decode(text.substring(prefix.length()));
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        var all = new byte[head.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
