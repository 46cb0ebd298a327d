package io.crealia.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.id.SecureIdSource;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.EmbeddedMongo;
import io.crealia.testkit.MovableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubjectVaultTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final String ANNA = "anna@example.org";
    private static final String PLACE = "uploads/upl_1/filename";
    private static final byte[] TITLE = "Annas Geburtstag".getBytes(StandardCharsets.UTF_8);
    private static EmbeddedMongo mongo;
    private final MovableClock clock = new MovableClock();
    private final SecureIdSource ids = new SecureIdSource(clock);
    private final Map<String, DocumentStore> collections = new HashMap<>();
    private final SubjectVault vault = process(Keys.ONE);

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void rehearse_leavesNobodyWithAKeyInMemoryOnly() {
        var open = vault.rehearsing();
        var sealed = open.seal(ACME, open.rehearse(ACME, ANNA, asset()), PLACE, TITLE);
        assertThat(open.open(ACME, PLACE, sealed)).hasValue(TITLE);
        assertThat(vault.open(ACME, PLACE, sealed)).as("another process").isEmpty();
        assertThat(collections).hasSize(3)
                .allSatisfy((name, store) -> assertThat(store.count(new Document())).as(name).isZero());
    }

    @Test
    void register_samePersonAgain_isTheSameSubject() {
        var first = vault.register(ACME, ANNA, asset());

        assertThat(vault.register(ACME, ANNA, asset())).isEqualTo(first);
        assertThat(vault.find(ACME, ANNA)).contains(first);
        assertThat(vault.register(ACME, "ben", asset())).isNotEqualTo(first);
        assertThat(vault.register(OTHER, ANNA, asset())).isNotEqualTo(first);
        assertThat(vault.find(ACME, "nobody")).isEmpty();
    }

    /** A server that has not yet seen the key must not make us seal what nobody can open (simulation, seed 1088). */
    @Test
    void register_keyIsNotThere_isRefusedAndLaterDone() {
        var anna = vault.register(ACME, ANNA, asset());
        var keysets = collections.get("keysets");
        var row = keysets.find(ACME + "/" + anna).orElseThrow();
        keysets.delete(Filters.eq("_id", ACME + "/" + anna));

        assertThatThrownBy(() -> process(Keys.ONE).register(ACME, ANNA, asset()))
                .isInstanceOf(DependencyException.class);

        keysets.insert(row);
        assertThat(process(Keys.ONE).register(ACME, ANNA, asset())).isEqualTo(anna);
    }

    @Test
    void open_sealedWhenThereWasNoKey_isEmpty() {
        var anna = vault.register(ACME, ANNA, asset());
        var keysets = collections.get("keysets");
        var row = keysets.find(ACME + "/" + anna).orElseThrow();
        keysets.delete(Filters.eq("_id", ACME + "/" + anna));
        var sealed = process(Keys.ONE).seal(ACME, anna, PLACE, TITLE);
        keysets.insert(row);

        assertThat(vault.open(ACME, PLACE, sealed)).isEmpty();
    }

    @Test
    void keys_areKeptAsOneByteNonceKeyAndTag() {
        var anna = vault.register(ACME, ANNA, asset());

        var row = collections.get("keysets").find(ACME + "/" + anna).orElseThrow();
        assertThat(row.get("keyset", Binary.class).getData()).hasSize(1 + 12 + 32 + 16).startsWith(1);
    }

    /** At first keys were kept in Tink's own form; what they sealed stays readable until they are destroyed. */
    @Test
    void open_keyInTinksForm_isReadAndDestroyedAsAnyOther() throws GeneralSecurityException {
        var anna = vault.register(ACME, ANNA, asset());
        var id = ACME + "/" + anna;
        var keysets = collections.get("keysets");
        var row = keysets.find(id).orElseThrow();
        keysets.delete(Filters.eq("_id", id));
        AeadConfig.register();
        var old = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        keysets.insert(row.append("keyset", new Binary(TinkProtoKeysetFormat.serializeEncryptedKeyset(old,
                new DerivedKeys(() -> Keys.ONE).aead("subject keys"), id.getBytes(StandardCharsets.UTF_8)))));
        var later = process(Keys.ONE);

        var sealed = later.seal(ACME, anna, PLACE, TITLE);

        assertThat(process(Keys.ONE).open(ACME, PLACE, sealed)).contains(TITLE);
        assertThatIllegalStateException().isThrownBy(() -> process(Keys.TWO).open(ACME, PLACE, sealed));
        later.destroy(ACME, anna);
        assertThat(later.open(ACME, PLACE, sealed)).isEmpty();
    }

    /** Also one that is neither form: an empty row, or another person's key that was moved. */
    @Test
    void open_keyThatIsNotHis_isRefused() {
        var anna = vault.register(ACME, ANNA, asset());
        var ben = vault.register(ACME, "ben", asset());
        var sealed = vault.seal(ACME, anna, PLACE, TITLE);
        var keysets = collections.get("keysets");
        var bens = keysets.find(ACME + "/" + ben).orElseThrow().get("keyset");
        var annas = keysets.find(ACME + "/" + anna).orElseThrow();
        for (var wrong : List.of(bens, new Binary(new byte[0]), new Binary(new byte[]{1}))) {
            keysets.delete(Filters.eq("_id", ACME + "/" + anna));
            keysets.insert(annas.append("keyset", wrong));

            assertThatIllegalStateException().isThrownBy(() -> process(Keys.ONE).open(ACME, PLACE, sealed))
                    .withMessageContaining("was not wrapped by this master key");
        }
    }

    @Test
    void register_assetOfSomebodyElse_staysHis() {
        var asset = asset();
        var anna = vault.register(ACME, ANNA, asset);

        vault.register(ACME, "ben", asset);

        assertThat(vault.owner(ACME, asset)).contains(anna);
        assertThat(vault.owner(OTHER, asset)).isEmpty();
        assertThat(vault.owner(ACME, asset())).isEmpty();
    }

    @Test
    void register_32AtOnce_makeOneSubjectWithOneKey() throws Exception {
        var tries = Collections.nCopies(32,
                (Callable<SubjectId>) () -> process(Keys.ONE).register(ACME, ANNA, asset()));
        var found = new HashSet<SubjectId>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var answer : threads.invokeAll(tries)) {
                found.add(answer.get());
            }
        }

        assertThat(found).hasSize(1);
        assertThat(rows("keysets")).hasSize(1);
        assertThat(vault.assets(ACME, found.iterator().next(), Optional.empty(), 100)).hasSize(32);
    }

    @Test
    void assets_comeInPagesInTheirOrder() {
        var first = asset();
        clock.advance(Duration.ofMillis(1));
        var second = asset();
        clock.advance(Duration.ofMillis(1));
        var third = asset();
        var anna = vault.register(ACME, ANNA, second);
        vault.register(ACME, ANNA, third);
        vault.register(ACME, ANNA, first);
        vault.register(ACME, "ben", asset());

        assertThat(vault.assets(ACME, anna, Optional.empty(), 2)).containsExactly(first, second);
        assertThat(vault.assets(ACME, anna, Optional.of(second), 2)).containsExactly(third);
        assertThat(vault.assets(OTHER, anna, Optional.empty(), 2)).isEmpty();
    }

    @Test
    void release_assetThatWasNeverMade_hasNoOwner() {
        var asset = asset();
        var anna = vault.register(ACME, ANNA, asset);

        vault.release(ACME, asset);

        assertThat(vault.owner(ACME, asset)).isEmpty();
        assertThat(vault.assets(ACME, anna, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void open_inItsPlace_givesWhatWasSealedInAnyProcess() {
        var anna = vault.register(ACME, ANNA, asset());
        var sealed = vault.seal(ACME, anna, PLACE, TITLE);

        assertThat(vault.open(ACME, PLACE, sealed)).contains(TITLE);
        assertThat(process(Keys.ONE).open(ACME, PLACE, sealed)).contains(TITLE);
        assertThat(vault.subjectOf(sealed)).isEqualTo(anna);
        assertThat(vault.seal(ACME, anna, PLACE, TITLE)).isNotEqualTo(sealed);
    }

    @Test
    void open_elsewhere_isRefused() {
        var anna = vault.register(ACME, ANNA, asset());
        var ben = vault.register(ACME, "ben", asset());
        var sealed = vault.seal(ACME, anna, PLACE, TITLE);

        assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, "uploads/upl_2/filename", sealed));
        // Named as another person's, it is opened by that person's key.
        System.arraycopy(vault.seal(ACME, ben, PLACE, TITLE), 0, sealed, 0, 27);
        assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, PLACE, sealed));
    }

    @Test
    void open_byAnotherTenant_findsNoKey() {
        var sealed = vault.seal(ACME, vault.register(ACME, ANNA, asset()), PLACE, TITLE);

        assertThat(vault.open(OTHER, PLACE, sealed)).isEmpty();
    }

    @Test
    void open_anyBitChanged_isRefused() {
        var sealed = vault.seal(ACME, vault.register(ACME, ANNA, asset()), PLACE, TITLE);

        for (int i = 27; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, PLACE, changed));
        }
        assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, PLACE, new byte[0]));
        assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, PLACE, TITLE));
        assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, PLACE, new byte[40]));
    }

    @Test
    void destroy_makesEverythingUnreadableForGood() {
        var asset = asset();
        var anna = vault.register(ACME, ANNA, asset);
        var sealed = vault.seal(ACME, anna, PLACE, TITLE);
        var ben = vault.register(ACME, "ben", asset());
        var bens = vault.seal(ACME, ben, PLACE, TITLE);

        vault.destroy(ACME, anna);
        vault.destroy(ACME, anna);

        assertThat(vault.open(ACME, PLACE, sealed)).isEmpty();
        assertThat(vault.find(ACME, ANNA)).isEmpty();
        assertThat(vault.owner(ACME, asset)).contains(anna);
        assertThat(vault.open(ACME, PLACE, bens)).contains(TITLE);
        assertThat(rows("keysets")).hasSize(1);
        assertThat(rows("people")).hasSize(1);
    }

    @Test
    void destroy_thenThePersonComesBack_isSomebodyNew() {
        var anna = vault.register(ACME, ANNA, asset());
        var old = vault.seal(ACME, anna, PLACE, TITLE);
        vault.destroy(ACME, anna);

        var again = vault.register(ACME, ANNA, asset());

        assertThat(again).isNotEqualTo(anna);
        assertThat(vault.open(ACME, PLACE, vault.seal(ACME, again, PLACE, TITLE))).contains(TITLE);
        assertThat(vault.open(ACME, PLACE, old)).isEmpty();
        // A late repetition of the erasure does not touch who came after.
        vault.destroy(ACME, anna);
        assertThat(vault.find(ACME, ANNA)).contains(again);
    }

    @Test
    void seal_forOneWhoseKeyIsDestroyed_keepsNothing() {
        var anna = vault.register(ACME, ANNA, asset());
        vault.destroy(ACME, anna);

        var sealed = vault.seal(ACME, anna, PLACE, TITLE);

        assertThat(sealed).hasSize(27);
        assertThat(vault.open(ACME, PLACE, sealed)).isEmpty();
    }

    @Test
    void destroy_inOneProcess_reachesOthersWithin30Seconds() {
        var other = process(Keys.ONE);
        var anna = vault.register(ACME, ANNA, asset());
        var sealed = vault.seal(ACME, anna, PLACE, TITLE);
        assertThat(other.open(ACME, PLACE, sealed)).contains(TITLE);

        vault.destroy(ACME, anna);

        assertThat(other.open(ACME, PLACE, sealed)).contains(TITLE);
        clock.advance(Duration.ofSeconds(30));
        assertThat(other.open(ACME, PLACE, sealed)).isEmpty();
    }

    @Test
    void rows_holdNeitherThePersonNorHisKey() {
        var anna = vault.register(ACME, ANNA, asset());
        var sealed = vault.seal(ACME, anna, PLACE, TITLE);

        assertThat(rows("people") + rows("keysets").toString() + rows("owners")).doesNotContain(ANNA);
        assertThatIllegalStateException().isThrownBy(() -> process(Keys.TWO).open(ACME, PLACE, sealed));
        assertThat(process(Keys.TWO).find(ACME, ANNA)).isEmpty();
    }

    @Test
    void seal_withoutKnownOwner_isForTheTenant() {
        var sealed = vault.seal(ACME, Optional.empty(), PLACE, TITLE);

        assertThat(vault.open(ACME, PLACE, sealed)).contains(TITLE);
        assertThatIllegalStateException().isThrownBy(() -> vault.open(OTHER, PLACE, sealed));
        assertThatIllegalStateException().isThrownBy(() -> vault.open(ACME, "elsewhere", sealed));
        assertThat(rows("keysets")).isEmpty();
    }

    @Test
    void mark_ofAText_isOfItsTenantAndContext() {
        assertThat(vault.mark(ACME, "key", "text")).matches("[0-9a-f]{64}").isEqualTo(
                process(Keys.ONE).mark(ACME, "key", "text")).isNotEqualTo(vault.mark(OTHER, "key", "text"))
                .isNotEqualTo(vault.mark(ACME, "hash", "text")).isNotEqualTo(vault.mark(ACME, "key", "other"))
                .isNotEqualTo(process(Keys.TWO).mark(ACME, "key", "text"));
    }

    @Test
    void mark_manyAtOnce_isAsFromOne() throws Exception {
        var one = vault.mark(ACME, "key", "text");
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var mark : threads.invokeAll(Collections.nCopies(400,
                    (Callable<String>) () -> vault.mark(ACME, "key", "text")))) {
                assertThat(mark.get()).isEqualTo(one);
            }
        }
    }

    @Test
    void checkpoint_takesNoKeyAlong() {
        var asked = new int[1];
        var frozen = new SubjectVault(this::collection, () -> {
            asked[0]++;
            return Keys.ONE;
        }, ids, clock);
        var anna = frozen.register(ACME, ANNA, asset());
        var sealed = frozen.seal(ACME, anna, PLACE, TITLE);

        frozen.beforeCheckpoint(null);
        vault.destroy(ACME, anna);

        assertThat(frozen.open(ACME, PLACE, sealed)).isEmpty();
        assertThat(frozen.find(ACME, ANNA)).isEmpty();
        assertThat(asked).containsExactly(2);
    }

    @Test
    void master_ofAnotherForm_isNamedWithoutItsValue() {
        for (var wrong : new String[]{"", "short", "bm90IDMyIGJ5dGVz", "Cx-x".repeat(11)}) {
            assertThatThrownBy(() -> process(new Secret(wrong)).find(ACME, ANNA))
                    .isInstanceOf(ConfigurationException.class).hasNoCause()
                    .hasMessage("environment variable CREALIA_PRIVACY_KEY: expected 32 bytes in base64");
        }
    }

    private List<Document> rows(String collection) {
        return collection(collection).find(Filters.empty(), Indexes.ascending("_id"), 100);
    }

    private SubjectVault process(Secret master) {
        return new SubjectVault(this::collection, () -> master, ids, clock);
    }

    private synchronized DocumentStore collection(String name) {
        return collections.computeIfAbsent(name, _ -> mongo.collection());
    }

    private AssetId asset() {
        return new AssetId("ast_" + ids.ulid());
    }
}
