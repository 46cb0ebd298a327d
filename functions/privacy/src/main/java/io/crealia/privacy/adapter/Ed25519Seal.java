package io.crealia.privacy.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.Secret;
import io.crealia.privacy.port.Seal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** JWS with EdDSA (RFC 8037). The key is derived from the master key, so whoever holds that can verify and sign. */
public final class Ed25519Seal implements Seal {
    private static final JOSEObjectType TYPE = new JOSEObjectType("crealia-erasure+jws");
    private static final int SEED_BYTES = 32;

    private final Supplier<Secret> master;
    private OctetKeyPair pair;

    /** @param master gives 32 bytes in base64, asked for at first use */
    public Ed25519Seal(Supplier<Secret> master) {
        this.master = master;
    }

    @Override
    public String sign(JsonNode certificate) {
        try {
            var jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.EdDSA).type(TYPE).keyID(pair().getKeyID()).build(),
                    new Payload(Json.bytes(certificate)));
            jws.sign(new Ed25519Signer(pair()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a certificate could not be signed", e);
        }
    }

    @Override
    public Optional<JsonNode> verified(String signed) {
        return verified(signed, pair().toPublicJWK());
    }

    /**
     * As {@link #verified(String)}, for whoever has the public keys only.
     *
     * @param keys as {@link #publicKeys()} gave them
     */
    public static Optional<JsonNode> verifiedBy(String signed, JsonNode keys) {
        try {
            return JWKSet.parse(Json.text(keys)).getKeys().stream().filter(OctetKeyPair.class::isInstance)
                    .flatMap(key -> verified(signed, (OctetKeyPair) key).stream()).findFirst();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> verified(String signed, OctetKeyPair key) {
        try {
            var jws = JWSObject.parse(signed.strip());
            var right = JWSAlgorithm.EdDSA.equals(jws.getHeader().getAlgorithm())
                    && TYPE.equals(jws.getHeader().getType()) && jws.verify(new Ed25519Verifier(key));
            return right ? Optional.of(Json.parse(jws.getPayload().toBytes())) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public JsonNode publicKeys() {
        return Json.parse(new JWKSet(pair().toPublicJWK()).toString());
    }

    private synchronized OctetKeyPair pair() {
        if (pair == null) {
            try {
                var seed = KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(new SecretKeySpec(bytes(master.get()), "HKDF"))
                        .thenExpand("crealia erasure certificates".getBytes(StandardCharsets.UTF_8), SEED_BYTES));
                var keys = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
                pair = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(keys.getPublicKey()))
                        .d(Base64URL.encode(keys.getPrivateKey())).keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.EdDSA).keyIDFromThumbprint().build();
            } catch (GeneralSecurityException | JOSEException e) {
                throw new IllegalStateException("every runtime of ours has HKDF and Ed25519", e);
            }
        }
        return pair;
    }

    private static byte[] bytes(Secret secret) {
        try {
            return Base64.getDecoder().decode(secret.value().strip());
        } catch (IllegalArgumentException e) {
            // The decoder's own message would quote the secret.
            throw new ConfigurationException("CREALIA_PRIVACY_KEY", "32 bytes in base64");
        }
    }
}
