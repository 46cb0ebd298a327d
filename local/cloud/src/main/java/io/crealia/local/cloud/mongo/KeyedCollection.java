package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * Finds documents by their id, or by a range of ids, also where the filter asks for more, as every compare-and-set
 * does. The library takes an index only for a filter of exactly its fields and reads the whole collection for any
 * other, for instance for every {@code $and}.
 */
final class KeyedCollection extends H2Collection {

    private static final String ID = "_id";

    private final MVMap<Object, Document> documents;

    KeyedCollection(MongoDatabase database, String name, CollectionOptions options,
            MVMap<Object, Document> documents, MVMap<String, Object> meta, CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
    }

    @Override
    protected QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize,
            Document projection) {
        return super.queryDocuments(Conjunction.flat(query), orderBy, skip, limit, batchSize, projection);
    }

    /** Asked by the library when no index has exactly the filter's fields. Documents lie under their id, in order. */
    @Override
    protected QueryResult matchDocuments(Document query, Document orderBy, int skip, int limit, int batchSize,
            Document projection) {
        Stream<Document> candidates = switch (query.get(ID)) {
            case String id -> Stream.ofNullable(documents.get(id));
            case Document range when lowest(range) instanceof String from -> within(from, highest(range));
            case null, default -> null;
        };
        if (candidates == null || isNaturalDescending(orderBy)) {
            return super.matchDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
        return matchDocumentsFromStream(candidates, query, orderBy, skip, limit, batchSize, projection);
    }

    private static Object lowest(Document range) {
        return range.getOrDefault("$gt", range.get("$gte"));
    }

    private static Object highest(Document range) {
        return range.getOrDefault("$lt", range.get("$lte"));
    }

    /** A superset of what matches: both ends are in it. Ids that are no text come after all text, and do not match. */
    private Stream<Document> within(String from, Object to) {
        Cursor<Object, Document> cursor = documents.cursor(from);
        Iterator<Document> found = new Iterator<>() {
            private boolean within = step();

            private boolean step() {
                return cursor.hasNext() && cursor.next() instanceof String id
                        && !(to instanceof String end && id.compareTo(end) > 0);
            }

            @Override
            public boolean hasNext() {
                return within;
            }

            @Override
            public Document next() {
                Document document = cursor.getValue();
                within = step();
                return document;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED), false);
    }
}
