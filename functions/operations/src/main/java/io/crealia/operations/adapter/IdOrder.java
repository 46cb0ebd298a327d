package io.crealia.operations.adapter;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * The order of {@code _id} over all types (MongoDB manual, "Comparison/Sort Order"). {@code $gt} compares within one kind
 * of type only, so what follows an id is what is greater and whatever is of a later kind.
 */
final class IdOrder {
    // Arrays and regular expressions cannot be ids, symbols are written by nobody; types of one kind are compared by value.
    private static final List<List<BsonType>> KINDS = List.of(List.of(BsonType.MIN_KEY), List.of(BsonType.NULL),
            List.of(BsonType.INT32, BsonType.INT64, BsonType.DOUBLE, BsonType.DECIMAL128),
            List.of(BsonType.STRING), List.of(BsonType.DOCUMENT), List.of(BsonType.BINARY),
            List.of(BsonType.OBJECT_ID), List.of(BsonType.BOOLEAN), List.of(BsonType.DATE_TIME),
            List.of(BsonType.TIMESTAMP), List.of(BsonType.MAX_KEY));

    private IdOrder() {}

    /** Selects documents whose id comes after this one. */
    static Bson after(BsonValue id) {
        var filters = new ArrayList<Bson>();
        filters.add(gt("_id", id));
        boolean later = false;
        for (var kind : KINDS) {
            if (later) {
                kind.forEach(type -> filters.add(type("_id", type)));
            }
            later = later || kind.contains(id.getBsonType());
        }
        return filters.size() == 1 ? filters.getFirst() : or(filters);
    }
}
