package io.crealia.simulation.cloud;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.client.result.UpdateResult;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/** MongoDB behind the driver's own interfaces, so that every repository of ours is the real one. */
public final class SimMongo {
    private final Sim sim;
    private final SimCollection.CommitListener listener;
    private final Map<String, SimCollection> collections = new HashMap<>();
    private final Map<String, MongoCollection<?>> proxies = new HashMap<>();
    // Collections of all databases have names of their own.
    private final MongoDatabase database = proxy(MongoDatabase.class,
            (_, method, arguments) -> switch (method.getName()) {
                case "getCollection" -> proxied((String) arguments[0]);
                default -> throw missing("MongoDatabase", method.getName());
            });
    private final MongoClient client = proxy(MongoClient.class, (_, method, arguments) -> switch (method.getName()) {
        case "getDatabase" -> database;
        case "close" -> null;
        default -> throw missing("MongoClient", method.getName());
    });

    public SimMongo(Sim sim, SimCollection.CommitListener listener) {
        this.sim = sim;
        this.listener = listener;
    }

    public MongoClient client() {
        return client;
    }

    public SimCollection collection(String name) {
        return collections.computeIfAbsent(name, _ -> new SimCollection(sim, name, listener));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private static UnsupportedOperationException missing(String type, String method) {
        return new UnsupportedOperationException(
                "the simulated MongoDB has no %s.%s yet: add it to SimMongo, with its faults in Op".formatted(type,
                        method));
    }

    private MongoCollection<?> proxied(String name) {
        var known = proxies.get(name);
        if (known == null) {
            known = proxied(collection(name));
            proxies.put(name, known);
        }
        return known;
    }

    private MongoCollection<?> proxied(SimCollection collection) {
        return proxy(MongoCollection.class, (_, method, arguments) -> switch (method.getName()) {
            case "find" -> new Query(collection, bson(arguments[0])).iterable();
            case "insertOne" -> {
                insert(collection, (Document) arguments[0]);
                yield null;
            }
            case "replaceOne" -> updated(call(Op.MONGO_REPLACE, collection,
                    () -> collection.replace(bson(arguments[0]), (Document) arguments[1])));
            case "updateOne" -> updated(call(Op.MONGO_UPDATE, collection,
                    () -> collection.update(bson(arguments[0]), bson(arguments[1]))));
            case "deleteOne" -> DeleteResult.acknowledged(
                    call(Op.MONGO_DELETE, collection, () -> collection.delete(bson(arguments[0]), false)));
            case "deleteMany" -> DeleteResult.acknowledged(
                    call(Op.MONGO_DELETE, collection, () -> collection.delete(bson(arguments[0]), true)));
            case "countDocuments" -> read(Op.MONGO_COUNT, collection,
                    ago -> (long) collection.find(bson(arguments[0]), ago).size());
            case "createIndex" -> {
                if (arguments.length > 1 && ((IndexOptions) arguments[1]).isUnique()) {
                    collection.uniqueIndex(List.copyOf(bson(arguments[0]).keySet()));
                }
                yield "index";
            }
            default -> throw missing("MongoCollection", method.getName());
        });
    }

    // A field by its name, or with a dot the field of a field.
    private static Document included(Document document, Set<String> paths) {
        var part = new Document();
        document.forEach((name, value) -> {
            var inner = new java.util.TreeSet<String>();
            paths.stream().filter(path -> path.startsWith(name + "."))
                    .forEach(path -> inner.add(path.substring(name.length() + 1)));
            if (paths.contains(name) || name.equals("_id")) {
                part.put(name, value);
            } else if (!inner.isEmpty() && value instanceof Document nested) {
                part.put(name, included(nested, inner));
            }
        });
        return part;
    }

    private void insert(SimCollection collection, Document document) {
        try {
            call(Op.MONGO_INSERT, collection, () -> {
                if (!collection.insert(document)) {
                    throw duplicate();
                }
                return true;
            });
        } catch (MongoWriteException e) {
            throw e;
        } catch (MongoException e) {
            if (!sim.planted(Plant.ACKNOWLEDGED_UNWRITTEN) || !collection.name().equals("uploads")) {
                throw e;
            }
        }
    }

    private final class Query {
        private final SimCollection collection;
        private final BsonDocument filter;
        private BsonDocument sort = new BsonDocument();
        private int limit = Integer.MAX_VALUE;
        private Set<String> fields = Set.of();
        private FindIterable<?> iterable;

        Query(SimCollection collection, BsonDocument filter) {
            this.collection = collection;
            this.filter = filter;
        }

        FindIterable<?> iterable() {
            iterable = proxy(FindIterable.class, (_, method, arguments) -> {
                switch (method.getName()) {
                    case "sort" -> sort = bson(arguments[0]);
                    case "limit" -> limit = (int) arguments[0];
                    case "projection" -> fields = bson(arguments[0]).keySet();
                    case "first" -> {
                        return run(Op.MONGO_FIND).stream().findFirst().orElse(null);
                    }
                    case "into" -> {
                        @SuppressWarnings("unchecked")
                        var target = (Collection<Document>) arguments[0];
                        target.addAll(run(Op.MONGO_QUERY));
                        return target;
                    }
                    default -> throw missing("FindIterable", method.getName());
                }
                return iterable;
            });
            return iterable;
        }

        private List<Document> run(Op op) {
            return read(op, collection, ago -> {
                var found = collection.find(filter, ago);
                if (found.size() > 1 && !sort.isEmpty()) {
                    found.sort(SimCollection.order(sort));
                }
                var most = op == Op.MONGO_FIND ? 1 : limit;
                return found.stream().limit(most).map(Bson2Java::copy).map(collection::read).map(this::projected)
                        .toList();
            });
        }

        private Document projected(Document document) {
            return fields.isEmpty() ? document : included(document, fields);
        }
    }

    private <T> T call(Op op, SimCollection collection, java.util.function.Supplier<T> work) {
        return sim.call(op, collection.name(), new Sim.Port<T>() {
            @Override
            public T real() {
                return work.get();
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return failed(throttled);
            }
        });
    }

    private <T> T read(Op op, SimCollection collection, LongFunction<T> work) {
        return sim.call(op, collection.name(), new Sim.Port<T>() {
            @Override
            public T real() {
                return work.apply(0);
            }

            @Override
            public T stale(long agoMillis) {
                return work.apply(agoMillis);
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return failed(throttled);
            }
        });
    }

    private static RuntimeException failed(boolean throttled) {
        return throttled
                ? new MongoTimeoutException("simulated: no connection in time")
                : new MongoException("simulated: connection reset");
    }

    private static MongoWriteException duplicate() {
        return new MongoWriteException(new WriteError(11000, "simulated: duplicate key", new BsonDocument()),
                new ServerAddress(), Set.of());
    }

    private static UpdateResult updated(boolean matched) {
        return UpdateResult.acknowledged(matched ? 1 : 0, matched ? 1L : 0L, null);
    }

    private static BsonDocument bson(Object value) {
        if (value instanceof BsonDocument document) {
            return document;
        }
        return ((Bson) value).toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }
}
