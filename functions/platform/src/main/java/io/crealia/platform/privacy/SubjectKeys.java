package io.crealia.platform.privacy;

import static com.mongodb.client.model.Filters.eq;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadWrapper;
import com.google.crypto.tink.aead.AesGcmKeyManager;
import com.google.crypto.tink.util.SecretBytes;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * One AES-256-GCM key per person, wrapped by a key that is derived from the master. An unwrapped one is remembered
 * for a short time, which is also how long another process may still read a person whose key was destroyed.
 */
final class SubjectKeys {
    static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST = 1_000;
    /**
     * First byte of a wrapped key; nonce, key and tag follow. No message of Protocol Buffers begins with it, which is how
     * Tink's own form is told from it.
     */
    private static final byte FORM = 1;

    private record Remembered(Aead key, Instant until) {}

    private final DocumentStore keysets;
    private final DerivedKeys derived;
    private final InstantSource clock;
    private final Map<String, Remembered> unwrapped = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    SubjectKeys(DocumentStore keysets, DerivedKeys derived, InstantSource clock) {
        this.keysets = keysets;
        this.derived = derived;
        this.clock = clock;
    }

    /** Makes a key, wraps, unwraps and uses it, for nobody. */
    static void rehearse() {
        var keys = new SubjectKeys(null, new DerivedKeys(DerivedKeys.NOBODYS), InstantSource.system());
        try {
            keys.unwrap("nobody", keys.wrapped("nobody")).encrypt(new byte[0], new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key could not be used", e);
        }
    }

    /** Gives a person a key that is in this memory only, once it is certain that he has none. */
    void pretend(TenantId tenant, SubjectId subject) {
        var id = id(tenant, subject);
        if (keysets.find(id).isEmpty()) {
            remember(id, new Remembered(unwrap(id, wrapped(id)), clock.instant().plus(REMEMBERED)));
        }
    }

    /** @param person the row that leads to the subject, kept so that both can be removed */
    void create(TenantId tenant, SubjectId subject, String person) {
        var id = id(tenant, subject);
        keysets.insert(new Document("_id", id).append("v", 1L).append("person", person)
                .append("keyset", new Binary(wrapped(id))).append("at", Date.from(clock.instant())));
    }

    /** @return empty if the key was destroyed */
    Optional<Aead> find(TenantId tenant, SubjectId subject) {
        var id = id(tenant, subject);
        var now = clock.instant();
        var known = remembered(id, now);
        if (known.isPresent()) {
            return known;
        }
        var key = keysets.find(id).map(row -> unwrap(id, row.get("keyset", Binary.class).getData()));
        key.ifPresent(found -> remember(id, new Remembered(found, now.plus(REMEMBERED))));
        return key;
    }

    /** The row that leads to the subject, while he has a key. */
    Optional<String> person(TenantId tenant, SubjectId subject) {
        return keysets.find(id(tenant, subject)).map(row -> row.getString("person"));
    }

    void destroy(TenantId tenant, SubjectId subject) {
        var id = id(tenant, subject);
        keysets.delete(eq("_id", id));
        synchronized (unwrapped) {
            unwrapped.remove(id);
        }
    }

    void forgetAll() {
        synchronized (unwrapped) {
            unwrapped.clear();
        }
    }

    private byte[] wrapped(String id) {
        try {
            var key = SecretBytes.randomBytes(DerivedKeys.BYTES).toByteArray(InsecureSecretKeyAccess.get());
            var wrapped = wrapping().encrypt(key, id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + wrapped.length).put(FORM).put(wrapped).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key could not be made", e);
        }
    }

    private Aead unwrap(String id, byte[] wrapped) {
        var place = id.getBytes(StandardCharsets.UTF_8);
        try {
            if (wrapped.length == 0 || wrapped[0] != FORM) {
                return Keysets.unwrap(wrapped, wrapping(), place);
            }
            var key = wrapping().decrypt(Arrays.copyOfRange(wrapped, 1, wrapped.length), place);
            return DerivedKeys.aead(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + id + " was not wrapped by this master key", e);
        }
    }

    /** Tink's own form of a key, a message of Protocol Buffers, in which all keys were kept at first. */
    private static final class Keysets {
        private static volatile boolean registered;

        static Aead unwrap(byte[] wrapped, Aead wrapping, byte[] place) throws GeneralSecurityException {
            register();
            return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, wrapping, place)
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        }

        // AeadConfig would register every kind of key. What is registered stays so.
        private static void register() throws GeneralSecurityException {
            if (!registered) {
                AeadWrapper.register();
                AesGcmKeyManager.register(true);
                registered = true;
            }
        }
    }

    private Aead wrapping() {
        return derived.aead("subject keys");
    }

    private Optional<Aead> remembered(String id, Instant now) {
        synchronized (unwrapped) {
            return Optional.ofNullable(unwrapped.get(id)).filter(entry -> now.isBefore(entry.until()))
                    .map(Remembered::key);
        }
    }

    private void remember(String id, Remembered entry) {
        synchronized (unwrapped) {
            unwrapped.put(id, entry);
        }
    }

    private static String id(TenantId tenant, SubjectId subject) {
        return tenant.value() + "/" + subject.value();
    }
}
