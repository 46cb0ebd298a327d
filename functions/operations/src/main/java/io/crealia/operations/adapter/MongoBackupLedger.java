package io.crealia.operations.adapter;

import io.crealia.operations.domain.BackupState;
import io.crealia.operations.port.BackupLedger;
import io.crealia.operations.usecase.ManifestText;
import io.crealia.platform.json.Json;
import io.crealia.platform.store.DocumentStore;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** One document of the database that is backed up: {@code {_id: "state", v, running, leaseUntil, startedAt, finishedAt}}. */
public final class MongoBackupLedger implements BackupLedger {
    private static final String ID = "state";

    private final DocumentStore documents;

    /** @param documents the collection {@code backups} */
    public MongoBackupLedger(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public BackupState read() {
        return documents.find(ID).map(MongoBackupLedger::state).orElse(BackupState.NONE);
    }

    @Override
    public boolean replace(BackupState next) {
        var document = document(next);
        return next.version() == 1
                ? documents.insert(document)
                : documents.compareAndSet(ID, next.version() - 1, document);
    }

    private static Document document(BackupState state) {
        var document = new Document("_id", ID).append("v", state.version());
        state.running().ifPresent(progress -> document.append("running", Json.text(ManifestText.write(progress))));
        state.leaseUntil().ifPresent(at -> document.append("leaseUntil", Date.from(at)));
        state.startedAt().ifPresent(at -> document.append("startedAt", Date.from(at)));
        state.finishedAt().ifPresent(at -> document.append("finishedAt", Date.from(at)));
        return document;
    }

    private static BackupState state(Document document) {
        return new BackupState(document.getLong("v"),
                Optional.ofNullable(document.getString("running"))
                        .map(text -> ManifestText.readProgress(Json.parse(text))),
                instant(document, "leaseUntil"), instant(document, "startedAt"), instant(document, "finishedAt"));
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
