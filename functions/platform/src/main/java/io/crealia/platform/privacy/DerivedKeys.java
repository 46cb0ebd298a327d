package io.crealia.platform.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import io.crealia.platform.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for separate purposes, derived from one master by HKDF-SHA256 (RFC 5869), so that none tells anything of another
 * or of the master. The master is read at first use; what was derived is remembered as long as it is.
 */
final class DerivedKeys {
    /** Of every key. */
    static final int BYTES = 32;
    private static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;
    /** Purposes whose keys are remembered; each tenant has one. */
    private static final int MOST = 100;
    /** Java's own; without its name every provider of the runtime would be loaded to ask whether it has HKDF too. */
    private static final String PROVIDER = "SunJCE";

    /** For rehearsals: 32 bytes of zero, which are no secret. */
    static final Supplier<Secret> NOBODYS = () -> new Secret("A".repeat(43) + "=");

    private final Supplier<Secret> source;
    private final Map<String, byte[]> derived = remembered();
    private final Map<String, Mac> macs = remembered();
    private SecretKeySpec master;

    /** @param source gives 32 bytes in base64 */
    DerivedKeys(Supplier<Secret> source) {
        this.source = source;
    }

    private static <V> Map<String, V> remembered() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** AES-256-GCM with the purpose's key. */
    Aead aead(String purpose) {
        try {
            return aead(SecretBytes.copyFrom(derive(purpose), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /**
     * AES-256-GCM: a nonce of 12 bytes, the text, a tag of 16.
     *
     * @param key 32 bytes
     */
    static Aead aead(SecretBytes key) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder().setKeySizeBytes(BYTES).setIvSizeBytes(IV_BYTES)
                .setTagSizeBytes(TAG_BYTES).setVariant(AesGcmParameters.Variant.NO_PREFIX).build();
        return AesGcmJce.create(AesGcmKey.builder().setParameters(parameters).setKeyBytes(key).build());
    }

    /** HMAC-SHA256 in hex with the purpose's key. */
    String mac(String purpose, String text) {
        try {
            return HexFormat.of().formatHex(ready(purpose).doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw unusable(e);
        }
    }

    /** A copy of one that has its key, so that neither a provider is looked for nor a key taken in again. */
    private synchronized Mac ready(String purpose) throws GeneralSecurityException, CloneNotSupportedException {
        var known = macs.get(purpose);
        if (known == null) {
            known = Mac.getInstance("HmacSHA256");
            known.init(new SecretKeySpec(derive(purpose), "HmacSHA256"));
            macs.put(purpose, known);
        }
        return (Mac) known.clone();
    }

    private synchronized byte[] derive(String purpose) throws GeneralSecurityException {
        var known = derived.get(purpose);
        if (known == null) {
            var info = ("crealia " + purpose).getBytes(StandardCharsets.UTF_8);
            known = KDF.getInstance("HKDF-SHA256", PROVIDER)
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(master()).thenExpand(info, BYTES));
            derived.put(purpose, known);
        }
        return known;
    }

    private SecretKeySpec master() {
        if (master == null) {
            master = new SecretKeySpec(decode(source.get()), "HKDF");
        }
        return master;
    }

    /** Reads the master anew at the next use. */
    synchronized void forget() {
        master = null;
        derived.clear();
        macs.clear();
    }

    private static byte[] decode(Secret secret) {
        try {
            var bytes = Base64.getDecoder().decode(secret.value().strip());
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Answered below: the decoder's own message would quote the secret.
        }
        throw new ConfigurationException("CREALIA_PRIVACY_KEY", BYTES + " bytes in base64");
    }

    private static IllegalStateException unusable(Exception cause) {
        return new IllegalStateException("every runtime of ours has AES-GCM, HKDF and HMAC", cause);
    }
}
