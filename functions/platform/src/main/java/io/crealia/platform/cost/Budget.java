package io.crealia.platform.cost;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.platform.store.DocumentStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.bson.Document;

/**
 * What a tenant may spend on one day (UTC), kept in MongoDB and never exceeded: what is not certain counts as spent.
 * Reserve before buying, settle after.
 *
 * <p>A day is {@code {_id: tenant/date, v, spent}}, a grant {@code {_id: tenant/id, v, day, micros, settled, at}}. The
 * day is raised first, in one conditional write, so concurrent callers cannot pass the limit together; a crash before
 * the grant is written leaves the day too high, never too low.
 */
public final class Budget {
    private final DocumentStore days;
    private final DocumentStore grants;
    private final InstantSource clock;
    private final long dailyMicros;

    /**
     * @param days the collection {@code budget_days}
     * @param grants the collection {@code budget_grants}
     * @param dailyMicros millionths of a US dollar that a tenant may spend per day
     */
    public Budget(DocumentStore days, DocumentStore grants, InstantSource clock, long dailyMicros) {
        this.days = days;
        this.grants = grants;
        this.clock = clock;
        this.dailyMicros = dailyMicros;
    }

    /**
     * Sets an amount aside. The same id is granted once, however often it asks.
     *
     * @param id names the purchase, at most 200 characters
     * @return false if the day's budget does not hold it; nothing is set aside then
     * @throws io.crealia.platform.error.DependencyException if MongoDB did not answer: nothing may be bought
     */
    public boolean reserve(TenantId tenant, String id, long micros) {
        if (micros < 0) {
            throw new IllegalArgumentException("micros must be at least 0, was " + micros);
        }
        var grantId = tenant.value() + "/" + id;
        if (micros == 0 || grants.find(grantId).isPresent()) {
            return true;
        }
        var day = day(tenant);
        days.insert(new Document("_id", day).append("v", 1L).append("spent", 0L));
        if (micros > dailyMicros || !days.update(and(eq("_id", day), lte("spent", dailyMicros - micros)),
                Updates.inc("spent", micros))) {
            Metrics.count(Metric.QUOTA_REFUSALS, "budget");
            return false;
        }
        var grant = new Document("_id", grantId).append("v", 1L).append("day", day).append("micros", micros)
                .append("settled", false).append("at", Date.from(clock.instant()));
        if (!grants.insert(grant)) {
            // Somebody with the same id was faster; only one of the two counts.
            days.update(eq("_id", day), Updates.inc("spent", -micros));
        }
        return true;
    }

    /**
     * Replaces what was set aside by what was spent, once. Unknown ids change nothing. What was spent beyond it counts before
     * the grant is settled, and what was spared after, so a crash between leaves the day too high as well.
     */
    public void settle(TenantId tenant, String id, long actualMicros) {
        var grantId = tenant.value() + "/" + id;
        grants.find(grantId).filter(grant -> !grant.getBoolean("settled")).ifPresent(grant -> {
            var day = grant.getString("day");
            var beyond = actualMicros - grant.getLong("micros");
            if (beyond > 0) {
                raise(day, beyond);
            }
            var first = grants.update(and(eq("_id", grantId), eq("settled", false)),
                    Updates.combine(Updates.set("settled", true), Updates.set("micros", actualMicros)));
            if (first && beyond < 0) {
                raise(day, beyond);
            } else if (!first && beyond > 0) {
                // Somebody else settled it meanwhile and counted it too.
                raise(day, -beyond);
            }
        });
    }

    private void raise(String day, long micros) {
        days.update(eq("_id", day), Updates.inc("spent", micros));
    }

    /** What is left of today, at least 0. */
    public long remaining(TenantId tenant) {
        var spent = days.find(day(tenant)).map(found -> found.getLong("spent")).orElse(0L);
        return Math.max(0, dailyMicros - spent);
    }

    private String day(TenantId tenant) {
        return tenant.value() + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
