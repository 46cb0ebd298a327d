package io.crealia.uploads.contract;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.model.Updates;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.fake.Cloud;
import io.crealia.uploads.fake.Samples;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cloud.Extension.class)
final class MongoUploadRepositoryTest extends UploadRepositoryContract {
    private static final UploadSession SESSION = Samples.multipart(1, 12 * Samples.MIB);
    private final MongoConnection mongo;
    private final DocumentStore documents;
    private final SubjectVault vault;
    private final MongoUploadRepository uploads;

    MongoUploadRepositoryTest(Cloud cloud) {
        mongo = new MongoConnection(() -> cloud.embedded().endpoints().mongoUri().toString(),
                "uploads-" + UUID.randomUUID());
        documents = mongo.collection("uploads");
        vault = new SubjectVault(mongo::collection, () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                () -> Samples.OWNER.ulid(), new MovableClock());
        uploads = new MongoUploadRepository(documents, vault);
    }

    @Override
    protected Views empty() {
        vault.register(Samples.ACME, Samples.ANNA.value(), SESSION.assetId());
        return new Views(uploads, uploads);
    }

    @AfterEach
    void disconnect() {
        mongo.close();
    }

    @Test
    void insert_keepsNothingPersonalInPlain() {
        uploads.insert(new Upload.Opening(SESSION), Samples.START);

        var text = row().toJson();
        assertThat(text).contains(SESSION.id().value(), Samples.OWNER.value()).doesNotContain(Samples.ODD_NAME, "a+b",
                "w\u00f6rld", "key:1", "anna", "\"hash\"");
        assertThat(row()).doesNotContainKeys("filename", "requestHash");
    }

    @Test
    void find_ownerWasForgotten_hasNeitherNameNorScript() {
        uploads.insert(new Upload.Opening(SESSION), Samples.START);
        vault.destroy(Samples.ACME, Samples.OWNER);

        var stored = uploads.find(Samples.ACME, SESSION.id()).orElseThrow();

        var session = stored.upload().session();
        assertThat(session.filename().value()).isEqualTo("forgotten");
        assertThat(session.choice().script()).isEmpty();
        assertThat(session.sizeBytes()).isEqualTo(SESSION.sizeBytes());
        assertThat(uploads.findByRequestKey(Samples.ACME, "key:1").orElseThrow().upload().session().request().hash())
                .isEmpty();
        // What comes after is sealed for nobody, and breaks nothing.
        uploads.replace(stored, stored.become(new Upload.Processing(SESSION)));
        assertThat(uploads.find(Samples.ACME, SESSION.id()).orElseThrow().upload().session()).isEqualTo(session);
    }

    @Test
    void find_documentFromBeforeTheVault_isReadAndThenSealed() {
        uploads.insert(new Upload.Opening(SESSION), Samples.START);
        documents.update(eq("_id", SESSION.id().value()),
                Updates.combine(Updates.unset("personal"), Updates.unset("subjectId"),
                        Updates.set("filename", Samples.ODD_NAME), Updates.set("requestKey", "key:1"),
                        Updates.set("requestHash", "hash"), Updates.set("choice.script", "Hello.")));

        var stored = uploads.find(Samples.ACME, SESSION.id()).orElseThrow();

        var session = stored.upload().session();
        assertThat(session.owner()).isEmpty();
        assertThat(session.filename()).isEqualTo(SESSION.filename());
        assertThat(session.choice().script()).contains("Hello.");
        assertThat(session.request()).isEqualTo(SESSION.request());
        uploads.replace(stored, stored.become(new Upload.Processing(session)));
        assertThat(row().toJson()).doesNotContain(Samples.ODD_NAME, "Hello.");
        assertThat(uploads.find(Samples.ACME, SESSION.id()).orElseThrow().upload().session()).isEqualTo(session);
    }

    @Test
    void find_sealedForAnotherUpload_isRefused() {
        uploads.insert(new Upload.Opening(SESSION), Samples.START);
        uploads.insert(new Upload.Opening(Samples.multipart(2, 12 * Samples.MIB)), Samples.START);
        documents.update(eq("_id", Samples.uploadId(2).value()),
                Updates.set("personal", row().get("personal", Binary.class)));

        assertThatIllegalStateException()
                .isThrownBy(() -> uploads.find(Samples.ACME, Samples.uploadId(2)));
    }

    private Document row() {
        return documents.find(SESSION.id().value()).orElseThrow();
    }
}
