package io.crealia.operations.port;

import java.util.Collection;
import java.util.List;

/** Writes documents into one database. Throws {@link io.crealia.platform.error.DependencyException} with the collection's name. */
public interface DocumentSink {
    /** Name of the database. */
    String database();

    /** Collections that hold documents, those of {@link io.crealia.operations.domain.BackupScope#LEFT_OUT} aside. */
    List<String> filled();

    /**
     * Empties the database. The collections named are removed with their indexes; others are emptied and keep theirs.
     */
    void clear(Collection<String> removed);

    /** Deletes the documents of a collection, if there is one. */
    void empty(String collection);

    /** Makes sure that the collection is there. */
    void create(String collection);

    /** @param documents as BSON, which none of the collection has the ids of */
    void insert(String collection, List<byte[]> documents);

    /** @param definition as {@link DocumentSource#indexes} gives it; an equal one that is there already is no fault */
    void index(String collection, String definition);

    /** Removes the whole database. */
    void drop();
}
