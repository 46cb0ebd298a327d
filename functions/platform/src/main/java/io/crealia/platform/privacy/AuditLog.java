package io.crealia.platform.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.store.DocumentStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Who did what to which resource, and whether he was let: one chain of rows per tenant. Each row carries a MAC over
 * itself and the MAC of the row before it, so a row that was changed, removed, moved or made by somebody without the key
 * is found by {@link #verify}. Rows hold ids and a reference to the caller that only the master key makes, no names.
 *
 * <p>A row is {@code {_id: tenant/sequence, ...}}: the unique id decides between two who append at once. A head
 * {@code {_id: tenant, sequence, mac}} tells where the chain ends; after a crash it lags, and is passed.
 */
public final class AuditLog {
    private static final int PAGE = 500;
    /** More tries than callers that can be at work on one tenant at once. */
    private static final int MOST_TRIES = 1_000;
    /** Chains that one process may append to at once, at the most; two that share one wait for each other. */
    private static final int TURNS = 32;
    /** What follows the slash in the order of characters: all of a tenant's rows come before the tenant with it. */
    private static final char AFTER_ROWS = '0';
    private static final int REFERENCE_LENGTH = 32;
    /** Of the largest number, so that rows sort by it. */
    private static final int SEQUENCE_DIGITS = 19;
    private static final TenantId NOBODY = new TenantId("rehearsal");
    private static final List<String> SIGNED = List.of("_id", "v", "tenantId", "sequence", "at", "actor", "action",
            "target", "outcome", "previous");
    private static final Mark BEGIN = new Mark(0, "0".repeat(64));

    private final DocumentStore rows;
    private final DocumentStore heads;
    /** Those of this process who append to one chain go one after another: all but one of them would be too late. */
    private final List<ReentrantLock> turns = Stream.generate(() -> new ReentrantLock(true)).limit(TURNS).toList();
    private final DerivedKeys derived;
    private final InstantSource clock;

    /**
     * @param rows the collection {@code audit}
     * @param heads the collection {@code audit_heads}
     * @param master gives 32 bytes in base64, asked for at first use
     */
    public AuditLog(DocumentStore rows, DocumentStore heads, Supplier<Secret> master, InstantSource clock) {
        this.rows = rows;
        this.heads = heads;
        this.clock = clock;
        derived = new DerivedKeys(master);
    }

    /**
     * What was done.
     *
     * @param action for example {@code DELETE /v1/assets/{asset_id}}
     * @param target what it was done to, in ids of ours
     * @param outcome {@code done}, or the code of the refusal
     */
    public record Deed(String action, String target, String outcome) {}

    /**
     * A place in a chain. Whoever keeps one elsewhere can later tell that the chain still leads through it.
     *
     * @param sequence of the row, from 1; 0 before the first
     */
    public record Mark(long sequence, String mac) {}

    /** What {@link #verify} found. */
    public sealed interface Finding {
        /** @param end of the chain */
        record Intact(Mark end) implements Finding {}

        /** @param sequence of the first row that is not what was written */
        record Broken(long sequence, String what) implements Finding {}
    }

    /** A caller as rows name him: the same for the same caller, and nobody without the master key can tell who. */
    public String reference(TenantId tenant, String subject) {
        return derived.mac("audit actors", tenant.value() + "\n" + subject).substring(0, REFERENCE_LENGTH);
    }

    /**
     * Adds a row.
     *
     * @param actor of {@link #reference}, or a name of ours for what no person did
     * @throws DependencyException if the row may not have been written
     */
    public Mark append(TenantId tenant, String actor, Deed deed) {
        var turn = turn(tenant);
        turn.lock();
        try {
            return appendInTurn(tenant, actor, deed);
        } finally {
            turn.unlock();
        }
    }

    private ReentrantLock turn(TenantId tenant) {
        return turns.get(Math.floorMod(tenant.hashCode(), TURNS));
    }

    /**
     * What {@link #append} does, as nobody, with a key that is no secret and without a row, before a SnapStart checkpoint.
     * Nothing is changed: no head is before the beginning.
     *
     * @throws DependencyException if the store does not answer
     */
    public void rehearse(Deed deed) {
        var open = new AuditLog(rows, heads, DerivedKeys.NOBODYS, clock);
        var actor = open.reference(NOBODY, NOBODY.value());
        var turn = turn(NOBODY);
        turn.lock();
        try {
            rows.rehearse(open.row(NOBODY, actor, deed, end(NOBODY)));
            open.advance(NOBODY, BEGIN);
        } finally {
            turn.unlock();
        }
    }

    /** Where the chain ends, or did not long ago. */
    private Mark end(TenantId tenant) {
        return heads.find(tenant.value()).map(AuditLog::mark).orElse(BEGIN);
    }

    private Mark appendInTurn(TenantId tenant, String actor, Deed deed) {
        var last = end(tenant);
        for (int i = 0; i < MOST_TRIES; i++) {
            var row = row(tenant, actor, deed, last);
            if (rows.insert(row)) {
                var end = mark(row);
                moveHead(tenant, end);
                return end;
            }
            last = rows.find(id(tenant, last.sequence() + 1)).map(AuditLog::mark)
                    .orElseThrow(() -> new DependencyException("a row of the audit log is gone", null));
        }
        throw new DependencyException("the audit log of " + tenant + " is busy", null);
    }

    /**
     * The tenants that have a chain, or had one: whoever has rows or a head.
     *
     * @throws IllegalArgumentException for a row or a head that can be no tenant's
     */
    public SortedSet<TenantId> tenants() {
        var found = new TreeSet<>(Comparator.comparing(TenantId::value));
        var place = "";
        for (var next = next(heads, place); next.isPresent(); next = next(heads, place)) {
            place = next.get();
            found.add(new TenantId(place));
        }
        place = "";
        for (var next = next(rows, place); next.isPresent(); next = next(rows, place)) {
            var tenant = next.get().substring(0, Math.max(0, next.get().indexOf('/')));
            found.add(new TenantId(tenant));
            place = tenant + AFTER_ROWS;
        }
        return found;
    }

    private static Optional<String> next(DocumentStore store, String place) {
        return store.find(gt("_id", place), Indexes.ascending("_id"), 1).stream().findFirst()
                .map(document -> document.getString("_id"));
    }

    /** Reads a tenant's whole chain. */
    public Finding verify(TenantId tenant) {
        return verify(tenant, Optional.empty());
    }

    /** @param known a place that the chain must lead through, as an earlier verification told it */
    public Finding verify(TenantId tenant, Optional<Mark> known) {
        var head = heads.find(tenant.value()).map(AuditLog::mark);
        var last = BEGIN;
        for (var page = rows(tenant, last); !page.isEmpty(); page = rows(tenant, last)) {
            for (var row : page) {
                var fault = fault(tenant, row, last).or(() -> elsewhere(mark(row), head)).or(() -> elsewhere(mark(row),
                        known));
                if (fault.isPresent()) {
                    return new Finding.Broken(last.sequence() + 1, fault.get());
                }
                last = mark(row);
            }
        }
        var end = Math.max(head.map(Mark::sequence).orElse(0L), known.map(Mark::sequence).orElse(0L));
        return end > last.sequence()
                ? new Finding.Broken(last.sequence() + 1, "rows are missing at the end")
                : new Finding.Intact(last);
    }

    private List<Document> rows(TenantId tenant, Mark after) {
        return rows.find(and(eq("tenantId", tenant.value()), gt("_id", id(tenant, after.sequence()))),
                Indexes.ascending("_id"), PAGE);
    }

    private Optional<String> fault(TenantId tenant, Document row, Mark last) {
        if (!id(tenant, last.sequence() + 1).equals(row.getString("_id"))) {
            return Optional.of("the row is missing");
        }
        if (!(row.get("sequence") instanceof Long sequence) || sequence != last.sequence() + 1
                || !last.mac().equals(row.get("previous"))) {
            return Optional.of("the row does not follow the one before");
        }
        var whole = row.size() == SIGNED.size() + 1 && mac(tenant, row).equals(row.get("mac"));
        return whole ? Optional.empty() : Optional.of("the row was changed");
    }

    private static Optional<String> elsewhere(Mark mark, Optional<Mark> kept) {
        return kept.filter(known -> known.sequence() == mark.sequence() && !known.equals(mark))
                .map(_ -> "the row is not the one that was kept");
    }

    private Document row(TenantId tenant, String actor, Deed deed, Mark last) {
        var sequence = last.sequence() + 1;
        var row = new Document("_id", id(tenant, sequence)).append("v", 1L).append("tenantId", tenant.value())
                .append("sequence", sequence).append("at", Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .append("actor", actor).append("action", deed.action()).append("target", deed.target())
                .append("outcome", deed.outcome()).append("previous", last.mac());
        return row.append("mac", mac(tenant, row));
    }

    // Of any document, also of one that somebody made: a list of texts has one form only.
    private String mac(TenantId tenant, Document row) {
        var text = Json.array().add(tenant.value());
        SIGNED.forEach(field -> text.add(row.get(field) instanceof Date at
                ? at.toInstant().toString()
                : String.valueOf(row.get(field))));
        return derived.mac("audit chain", Json.text(text));
    }

    private void moveHead(TenantId tenant, Mark end) {
        if (!advance(tenant, end)) {
            // Not there yet, or somebody was faster, whose head this leaves as it is.
            heads.insert(new Document("_id", tenant.value()).append("v", 1L).append("sequence", end.sequence())
                    .append("mac", end.mac()));
        }
    }

    private static Mark mark(Document row) {
        return new Mark(row.getLong("sequence"), row.getString("mac"));
    }

    private boolean advance(TenantId tenant, Mark end) {
        return heads.update(and(eq("_id", tenant.value()), lt("sequence", end.sequence())),
                Updates.combine(Updates.set("sequence", end.sequence()), Updates.set("mac", end.mac())));
    }

    private static String id(TenantId tenant, long sequence) {
        // By hand: a formatter loads a locale's signs, 10 ms after a restore.
        var digits = Long.toString(sequence);
        return tenant.value() + "/" + "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }
}
