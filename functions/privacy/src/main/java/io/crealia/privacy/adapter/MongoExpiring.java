package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Indexes;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.port.Expiring;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;

/**
 * Rows that are deleted once a time in them is long enough ago.
 *
 * @param field the time
 * @param period how long ago
 * @param only which rows, where not all
 */
public record MongoExpiring(String holding, DocumentStore documents, String field, Duration period, Optional<Bson> only)
        implements
        Expiring {
    /** @param periods by holding */
    public record Periods(Duration idempotency, Duration uploads, Duration deliveries, Duration grants) {}

    /** Every collection whose rows have a period. An upload under way is never too old: it times out first. */
    public static List<Expiring> all(Function<String, DocumentStore> collections, Periods periods) {
        return List.of(rows(Inventory.IDEMPOTENCY, collections, "until", periods.idempotency()),
                rows("webhook_deliveries", collections, "createdAt", periods.deliveries()),
                rows("budget_grants", collections, "at", periods.grants()),
                new MongoExpiring(Inventory.UPLOADS, collections.apply(Inventory.UPLOADS), "createdAt",
                        periods.uploads(),
                        Optional.of(in("state", "asset_created", "errored", "cancelled", "timed_out"))));
    }

    private static MongoExpiring rows(String name, Function<String, DocumentStore> collections, String field,
            Duration period) {
        return new MongoExpiring(name, collections.apply(name), field, period, Optional.empty());
    }

    @Override
    public long expire(Instant now) {
        documents.index(Indexes.ascending(field), false);
        var old = lt(field, Date.from(now.minus(period)));
        return documents.deleteAll(only.map(rows -> and(rows, old)).orElse(old));
    }
}
