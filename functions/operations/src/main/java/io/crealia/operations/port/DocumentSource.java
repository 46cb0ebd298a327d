package io.crealia.operations.port;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a database's documents as the bytes they are. Every method, also of an iterator, throws
 * {@link io.crealia.platform.error.DependencyException} if the database does not answer.
 */
public interface DocumentSource {
    /** Names of all collections, views and the system's own ones left out, in their order. */
    List<String> collections();

    /** Definitions of a collection's indexes but that of {@code _id}, see {@link io.crealia.operations.domain.BackedUpCollection}. */
    List<String> indexes(String collection);

    /**
     * Documents in the order of their ids. What is written meanwhile may be in it or not; none comes twice.
     *
     * @param after what {@link Documents#last} gave: only documents with greater ids
     */
    Documents open(String collection, Optional<String> after);

    /** Documents as BSON. Holds a few at a time. */
    interface Documents extends Iterator<byte[]>, AutoCloseable {
        /** The id of the document that {@code next} gave last, for {@link DocumentSource#open}. */
        String last();

        @Override
        void close();
    }
}
