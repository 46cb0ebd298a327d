package io.crealia.operations.adapter;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.port.DocumentSink;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Writes documents as the bytes that they are. */
public final class MongoDocumentSink implements DocumentSink {
    private final Supplier<MongoDatabase> database;
    private final MongoDocumentSource source;

    public MongoDocumentSink(Supplier<MongoDatabase> database) {
        this.database = database;
        this.source = new MongoDocumentSource(database);
    }

    @Override
    public String database() {
        return database.get().getName();
    }

    @Override
    public List<String> filled() {
        return source.collections().stream().filter(name -> !BackupScope.LEFT_OUT.contains(name))
                .filter(name -> MongoFailures.call("collection " + name + ": look for a document",
                        () -> database.get().getCollection(name, RawBsonDocument.class).find().limit(1)
                                .iterator().hasNext()))
                .toList();
    }

    @Override
    public void clear(Collection<String> removed) {
        for (var name : source.collections()) {
            if (removed.contains(name)) {
                MongoFailures.run("collection " + name + ": drop", () -> database.get().getCollection(name).drop());
            } else {
                empty(name);
            }
        }
    }

    @Override
    public void empty(String collection) {
        MongoFailures.run("collection " + collection + ": empty",
                () -> database.get().getCollection(collection).deleteMany(new Document()));
    }

    @Override
    public void create(String collection) {
        if (!source.collections().contains(collection)) {
            MongoFailures.run("collection " + collection + ": create",
                    () -> database.get().createCollection(collection));
        }
    }

    @Override
    public void insert(String collection, List<byte[]> documents) {
        MongoFailures.run("collection " + collection + ": insert " + documents.size() + " documents",
                () -> database.get().getCollection(collection, RawBsonDocument.class).insertMany(
                        documents.stream().map(RawBsonDocument::new).toList(),
                        new InsertManyOptions().ordered(true)));
    }

    @Override
    public void index(String collection, String definition) {
        var index = BsonDocument.parse(definition);
        MongoFailures.run("collection " + collection + ": create index " + definition,
                () -> database.get()
                        .runCommand(new Document("createIndexes", collection).append("indexes", List.of(index))));
    }

    @Override
    public void drop() {
        MongoFailures.run("drop database " + database(), () -> database.get().drop());
    }
}
