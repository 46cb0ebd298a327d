package io.crealia.platform.cost;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * How many things of what size a tenant may begin on one day (UTC), kept in MongoDB and never exceeded: without MongoDB
 * nothing begins, and what is not certain counts.
 *
 * <p>A day is {@code {_id: tenant/date, v, items, bytes}}. It is raised in one conditional write before the thing is begun,
 * so concurrent callers cannot pass the limit together; a crash in between leaves it too high, never too low.
 */
public final class Quota {
    private final DocumentStore days;
    private final InstantSource clock;
    private final long dailyItems;
    private final long dailyBytes;

    /** @param days the collection {@code quota_days} */
    public Quota(DocumentStore days, InstantSource clock, long dailyItems, long dailyBytes) {
        this.days = days;
        this.clock = clock;
        this.dailyItems = dailyItems;
        this.dailyBytes = dailyBytes;
    }

    /** One thing that counts on a day. */
    public record Taken(String day, long bytes) {}

    /**
     * Counts one thing.
     *
     * @return empty, and nothing counted, if the day does not hold it
     * @throws io.crealia.platform.error.DependencyException if MongoDB did not answer: nothing may be begun
     */
    public Optional<Taken> take(TenantId tenant, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, was " + bytes);
        }
        if (bytes > dailyBytes || dailyItems < 1) {
            return Optional.empty();
        }
        var taken = new Taken(tenant.value() + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), bytes);
        if (raise(taken)) {
            return Optional.of(taken);
        }
        // The day is full, or the first thing of it comes just now.
        days.insert(empty(taken.day()));
        return raise(taken) ? Optional.of(taken) : Optional.empty();
    }

    /** What {@link #take} does on a day's first thing, before a SnapStart checkpoint, for nobody: nothing is counted. */
    public void rehearse() {
        raise(new Taken("rehearsal", 0));
        days.rehearse(empty("rehearsal"));
    }

    /** Takes back what was counted but not begun. To be called once for what was taken. */
    public void giveBack(Taken taken) {
        days.update(eq("_id", taken.day()), change(-1, -taken.bytes()));
    }

    /** Until the next day's quota. */
    public Duration untilRenewal() {
        var now = clock.instant();
        var tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Duration.between(now, tomorrow);
    }

    private static Document empty(String day) {
        return new Document("_id", day).append("v", 1L).append("items", 0L).append("bytes", 0L);
    }

    private boolean raise(Taken taken) {
        return days.update(and(eq("_id", taken.day()), lte("items", dailyItems - 1),
                lte("bytes", dailyBytes - taken.bytes())), change(1, taken.bytes()));
    }

    private static Bson change(long items, long bytes) {
        return Updates.combine(Updates.inc("items", items), Updates.inc("bytes", bytes));
    }
}
