package io.crealia.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.id.SecureIdSource;
import io.crealia.platform.idempotency.IdempotencyStore.Answer;
import io.crealia.platform.idempotency.IdempotencyStore.Claim;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.EmbeddedMongo;
import io.crealia.testkit.MovableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MongoIdempotencyStoreTest extends IdempotencyStoreContract {
    private static final TenantId ACME = new TenantId("acme");
    private static EmbeddedMongo mongo;
    private final MovableClock clock = new MovableClock();
    private final SecureIdSource ids = new SecureIdSource(clock);
    private final SubjectVault vault = new SubjectVault(_ -> mongo.collection(),
            () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), ids, clock);

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    IdempotencyStore store() {
        return new MongoIdempotencyStore(mongo.collection(), vault);
    }

    @Test
    void complete_keepsNothingOfKeyHashAndAnswerInPlain() {
        var documents = mongo.collection();
        var store = new MongoIdempotencyStore(documents, vault);
        store.claim(ACME, "POST /v1/x anna-1", "hash-of-anna", clock.instant(), clock.instant());
        store.complete(ACME, "anna", "POST /v1/x anna-1", "hash-of-anna", answer());

        var row = documents.find(Filters.empty(), Indexes.ascending("_id"), 2).getFirst();
        assertThat(row.toJson()).doesNotContain("anna");
        assertThat(new String(row.get("answer", Binary.class).getData(), StandardCharsets.ISO_8859_1))
                .doesNotContain("anna", "Location");
    }

    @Test
    void claim_answerOfSomebodyForgotten_isAMismatch() {
        var store = store();
        var anna = vault.register(ACME, "anna", new AssetId("ast_" + ids.ulid()));
        store.claim(ACME, "k", "h", clock.instant(), clock.instant());
        store.complete(ACME, "anna", "k", "h", answer());
        assertThat(store.claim(ACME, "k", "h", clock.instant(), clock.instant())).isInstanceOf(Claim.Replay.class);

        vault.destroy(ACME, anna);

        assertThat(store.claim(ACME, "k", "h", clock.instant(), clock.instant())).isEqualTo(new Claim.Mismatch());
    }

    private static Answer answer() {
        return new Answer(201, Map.of("Location", "/v1/x/anna"),
                "{\"name\":\"anna\"}".getBytes(StandardCharsets.UTF_8));
    }
}
