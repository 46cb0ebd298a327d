package io.crealia.privacy.adapter;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.privacy.port.SealedRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;

/** Looks at every binary field: what was sealed for a person says so in its first bytes. */
public final class MongoSealedRecords implements SealedRecords {
    private final Supplier<MongoDatabase> database;
    private final SubjectVault vault;

    public MongoSealedRecords(Supplier<MongoDatabase> database, SubjectVault vault) {
        this.database = database;
        this.vault = vault;
    }

    @Override
    public Count of(Map<SubjectId, TenantId> persons) {
        var tally = new Object() {
            long sealed;
            long readable;
        };
        Consumer<byte[]> look = bytes -> subject(bytes).filter(persons::containsKey).ifPresent(subject -> {
            tally.sealed++;
            tally.readable += opens(persons.get(subject), bytes) ? 1 : 0;
        });
        for (var name : names()) {
            try {
                database.get().getCollection(name).find().forEach(document -> walk(document, look));
            } catch (MongoException e) {
                throw new DependencyException("MongoDB collection " + name + ": read", e);
            }
        }
        return new Count(tally.sealed, tally.readable);
    }

    private List<String> names() {
        try {
            return database.get().listCollectionNames().into(new ArrayList<>());
        } catch (MongoException e) {
            throw new DependencyException("MongoDB: list collections", e);
        }
    }

    private static void walk(Object value, Consumer<byte[]> look) {
        switch (value) {
            case Document document -> document.values().stream().filter(one -> one != null)
                    .forEach(one -> walk(one, look));
            case Collection<?> list -> list.stream().filter(one -> one != null).forEach(one -> walk(one, look));
            case Binary binary -> look.accept(binary.getData());
            default -> {
            }
        }
    }

    private Optional<SubjectId> subject(byte[] bytes) {
        try {
            return Optional.of(vault.subjectOf(bytes));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    // Without a key it opens as empty wherever it lies. With one it opens, or says that it belongs elsewhere.
    private boolean opens(TenantId tenant, byte[] bytes) {
        try {
            return vault.open(tenant, "privacy/proof", bytes).isPresent();
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
