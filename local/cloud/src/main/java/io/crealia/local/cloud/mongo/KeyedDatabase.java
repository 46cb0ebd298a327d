package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;

/** A database whose documents are BSON on disk and whose collections find a document by its id without a scan. */
final class KeyedDatabase extends H2Database {

    private static final String INDEX = "._index_";

    /** Which types the store's maps have: 0, H2's own; 1, those of this package. */
    private static final int TYPES = 1;

    private final MVStore store;

    KeyedDatabase(String name, MVStore store, CursorRegistry cursors) {
        // The library opens collections while it constructs.
        this.store = opened(store);
        super(name, store, cursors);
    }

    /** An index that an earlier version wrote has another order. Emptied, it is filled anew from the documents. */
    private static MVStore opened(MVStore store) {
        if (store.getStoreVersion() < TYPES) {
            store.getMapNames().stream().filter(name -> name.contains(INDEX)).toList().forEach(store::removeMap);
            store.setStoreVersion(TYPES);
            store.commit();
        }
        return store;
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        String full = getFullCollectionNamespace(name);
        // The library's own names, so that it still finds both to drop or move them.
        MVMap<Object, Document> documents = store.openMap("databases." + full,
                new MVMap.Builder<Object, Document>().keyType(new ObjectDataType()).valueType(new BsonDocumentType()));
        MVMap<String, Object> meta = store.openMap("meta." + full);
        return new KeyedCollection(this, name, options, documents, meta, cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys,
            boolean sparse) {
        // The library opens the map by the same name and gets this one.
        store.openMap(getFullCollectionNamespace(collection) + INDEX + index,
                new MVMap.Builder<KeyValue, Object>().keyType(new UniqueKeyType()).valueType(new ObjectDataType()));
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }
}
