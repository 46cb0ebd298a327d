package io.crealia.platform.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.google.crypto.tink.Aead;
import com.mongodb.client.model.Indexes;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.store.DocumentStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.crac.Context;
import org.crac.Resource;

/**
 * Keeps what is personal under one key per person, and knows which assets are whose. Destroying the key makes every
 * copy of what it sealed unreadable, backups too, which do not hold the database of keys (docs/encryption.md).
 *
 * <p>Its collections: {@code people} leads from a person, as HMAC of what his issuer calls him, to his subject;
 * {@code keysets} holds the wrapped keys; {@code owners} leads from an asset to its subject.
 */
public final class SubjectVault implements Resource {
    private static final byte FORM = 1;
    private static final int ULID_BYTES = 26;
    private static final int HEADER_BYTES = 1 + ULID_BYTES;

    private static final SubjectId NOBODY = new SubjectId(SubjectId.PREFIX + "0".repeat(ULID_BYTES));

    private final DocumentStore people;
    private final DocumentStore owners;
    private final DocumentStore keysets;
    private final SubjectKeys keys;
    private final DerivedKeys derived;
    private final TenantSeal nobodys;
    private final IdSource ids;
    private final InstantSource clock;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /**
     * @param collections gives the collections of the database of keys by their name
     * @param master gives 32 bytes in base64, asked for at first use
     */
    public SubjectVault(Function<String, DocumentStore> collections, Supplier<Secret> master, IdSource ids,
            InstantSource clock) {
        this(collections.apply("people"), collections.apply("owners"), collections.apply("keysets"), master, ids,
                clock);
    }

    private SubjectVault(DocumentStore people, DocumentStore owners, DocumentStore keysets, Supplier<Secret> master,
            IdSource ids, InstantSource clock) {
        this.people = people;
        this.owners = owners;
        this.keysets = keysets;
        derived = new DerivedKeys(master);
        nobodys = new TenantSeal(derived);
        keys = new SubjectKeys(keysets, derived, clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** A vault over the same collections that needs no secret, for rehearsals: nothing that it seals is to be kept. */
    public SubjectVault rehearsing() {
        return new SubjectVault(people, owners, keysets, DerivedKeys.NOBODYS, ids, clock);
    }

    /**
     * What {@link #register} does, before a SnapStart checkpoint: it looks for a caller, writes nothing, and leaves nobody
     * with a key that is in this memory only.
     *
     * @return nobody
     */
    public SubjectId rehearse(TenantId tenant, String subject, AssetId asset) {
        index();
        find(tenant, subject);
        keys.pretend(tenant, NOBODY);
        owners.rehearse(owned(tenant, NOBODY, asset));
        return NOBODY;
    }

    /**
     * The caller's subject, made if he is new, as owner of an asset that has none yet. Register first, then write what
     * belongs to the asset: a crash between leaves an owner of nothing, never something without owner.
     *
     * @param subject what the caller's issuer calls him
     */
    public SubjectId register(TenantId tenant, String subject, AssetId asset) {
        index();
        var found = find(tenant, subject).orElseGet(() -> create(tenant, subject));
        if (keys.find(tenant, found).isEmpty()) {
            // Just destroyed, or not yet seen by the server that answered: what was sealed now could never be opened.
            throw new DependencyException("the key of " + found + " cannot be read", null);
        }
        owners.insert(owned(tenant, found, asset));
        return found;
    }

    private static Document owned(TenantId tenant, SubjectId owner, AssetId asset) {
        return new Document("_id", id(tenant, asset)).append("v", 1L).append("tenantId", tenant.value())
                .append("subjectId", owner.value()).append("assetId", asset.value());
    }

    /** Takes back what {@link #register} noted of an asset that was never made. */
    public void release(TenantId tenant, AssetId asset) {
        owners.delete(eq("_id", id(tenant, asset)));
    }

    public Optional<SubjectId> find(TenantId tenant, String subject) {
        return people.find(person(tenant, subject)).map(SubjectVault::subject);
    }

    /** Whose asset it is. Stays known after his key was destroyed, so that what comes late is sealed for nobody. */
    public Optional<SubjectId> owner(TenantId tenant, AssetId asset) {
        return owners.find(id(tenant, asset)).map(SubjectVault::subject);
    }

    /** One page of a subject's assets, in the order of their ids, from after {@code after}. */
    public List<AssetId> assets(TenantId tenant, SubjectId subject, Optional<AssetId> after, int limit) {
        index();
        var his = and(eq("tenantId", tenant.value()), eq("subjectId", subject.value()),
                gt("assetId", after.map(AssetId::value).orElse("")));
        return owners.find(his, Indexes.ascending("assetId"), limit).stream()
                .map(row -> new AssetId(row.getString("assetId"))).toList();
    }

    /**
     * Seals bytes for a person. What is sealed for one whose key was destroyed is gone at once: it opens as empty.
     *
     * @param context where the bytes are kept: collection, document, field. They open in the same place only
     */
    public byte[] seal(TenantId tenant, SubjectId subject, String context, byte[] plain) {
        var sealed = keys.find(tenant, subject)
                .map(key -> encrypt(key, plain, associated(tenant, subject, context))).orElse(new byte[0]);
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length).put(FORM)
                .put(subject.ulid().getBytes(StandardCharsets.US_ASCII)).put(sealed).array();
    }

    /** As {@link #seal(TenantId, SubjectId, String, byte[])}; where no owner is known, with a key of the tenant. */
    public byte[] seal(TenantId tenant, Optional<SubjectId> owner, String context, byte[] plain) {
        return owner.map(subject -> seal(tenant, subject, context, plain))
                .orElseGet(() -> nobodys.seal(tenant, context, plain));
    }

    /**
     * Opens what {@code seal} gave.
     *
     * @return empty once the person's key is destroyed, and where there was none when it was sealed
     * @throws IllegalStateException if this was not sealed for this tenant and context, or was changed since
     */
    public Optional<byte[]> open(TenantId tenant, String context, byte[] sealed) {
        if (sealed.length > 0 && sealed[0] == TenantSeal.FORM) {
            return Optional.of(nobodys.open(tenant, context, sealed));
        }
        var subject = subjectOf(sealed);
        if (sealed.length == HEADER_BYTES) {
            // Sealed when there was no key.
            return Optional.empty();
        }
        return keys.find(tenant, subject).map(key -> decrypt(key, sealed, associated(tenant, subject, context)));
    }

    /** Whom the bytes were sealed for. */
    public SubjectId subjectOf(byte[] sealed) {
        if (sealed.length < HEADER_BYTES || sealed[0] != FORM) {
            throw new IllegalStateException("these bytes were not sealed for a person");
        }
        try {
            return new SubjectId(SubjectId.PREFIX + new String(sealed, 1, ULID_BYTES, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("these bytes were not sealed for a person", e);
        }
    }

    /**
     * A mark of a text that is to be found or compared without being kept: equal for equal texts of one tenant and
     * context, 64 characters, and of no use to anybody without the master key, who could try what is likely.
     */
    public String mark(TenantId tenant, String context, String text) {
        return derived.mac("marks", tenant.value() + "\n" + context + "\n" + text);
    }

    /**
     * Destroys a person's key and the way that leads to it, for good. Repeat it until it returns: a crash leaves the key,
     * and this finds it again. In other processes the key may live for up to 30 seconds.
     */
    public void destroy(TenantId tenant, SubjectId subject) {
        keys.person(tenant, subject).ifPresent(
                person -> people.delete(and(eq("_id", person), eq("subjectId", subject.value()))));
        keys.destroy(tenant, subject);
    }

    // The key comes first, so that whoever finds the person finds his key. Of two who make the same person one wins.
    private SubjectId create(TenantId tenant, String name) {
        var subject = new SubjectId(SubjectId.PREFIX + ids.ulid());
        var person = person(tenant, name);
        keys.create(tenant, subject, person);
        if (people.insert(new Document("_id", person).append("v", 1L).append("subjectId", subject.value()))) {
            return subject;
        }
        keys.destroy(tenant, subject);
        return find(tenant, name).orElseGet(() -> create(tenant, name));
    }

    private void index() {
        if (!indexed.get()) {
            owners.index(Indexes.ascending("tenantId", "subjectId", "assetId"), false);
            indexed.set(true);
        }
    }

    private String person(TenantId tenant, String subject) {
        return tenant.value() + "/" + derived.mac("people", tenant.value() + "\n" + subject);
    }

    private static byte[] encrypt(Aead key, byte[] plain, byte[] associated) {
        try {
            return key.encrypt(plain, associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot seal " + plain.length + " bytes", e);
        }
    }

    private static byte[] decrypt(Aead key, byte[] sealed, byte[] associated) {
        try {
            return key.decrypt(Arrays.copyOfRange(sealed, HEADER_BYTES, sealed.length), associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed for another place, or changed since", e);
        }
    }

    // Neither a tenant nor a subject has a line break, so no two places have the same text.
    private static byte[] associated(TenantId tenant, SubjectId subject, String context) {
        return (tenant.value() + "\n" + subject.value() + "\n" + context).getBytes(StandardCharsets.UTF_8);
    }

    private static SubjectId subject(Document row) {
        return new SubjectId(row.getString("subjectId"));
    }

    private static String id(TenantId tenant, AssetId asset) {
        return tenant.value() + "/" + asset.value();
    }

    /** The snapshot holds the classes that sealing needs, and no key. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        SubjectKeys.rehearse();
        keys.forgetAll();
        derived.forget();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Keys are read again when they are needed.
    }
}
