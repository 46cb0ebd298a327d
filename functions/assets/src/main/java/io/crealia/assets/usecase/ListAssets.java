package io.crealia.assets.usecase;

import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.Cursor;
import io.crealia.assets.port.AssetRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.TenantId;
import java.util.List;
import java.util.Optional;

/** One page of a tenant's assets, newest first. */
public final class ListAssets {
    public static final int MAX_LIMIT = 100;

    /** @param limit 1 to {@link #MAX_LIMIT} */
    public record Query(TenantId tenant, Optional<AssetState> state, Optional<String> cursor, int limit) {
        public Query {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
            }
        }
    }

    public sealed interface Result {
        /** @param nextCursor absent on the last page */
        record Page(List<AssetSummary> assets, Optional<String> nextCursor) implements Result {}

        /** The cursor is not one that this list gave. */
        record BadCursor() implements Result {}
    }

    private final AssetRepository assets;

    public ListAssets(AssetRepository assets) {
        this.assets = assets;
    }

    public Result execute(Query query) {
        var before = query.cursor().flatMap(cursor -> Cursor.read(query.tenant(), query.state(), cursor));
        if (query.cursor().isPresent() && before.isEmpty()) {
            return new Result.BadCursor();
        }
        return page(query, before);
    }

    private Result.Page page(Query query, Optional<AssetId> before) {
        // One more than asked for tells whether there is a next page.
        var found = assets.list(query.tenant(), query.state(), before, query.limit() + 1);
        if (found.size() <= query.limit()) {
            return new Result.Page(found, Optional.empty());
        }
        var page = List.copyOf(found.subList(0, query.limit()));
        return new Result.Page(page,
                Optional.of(Cursor.after(query.tenant(), query.state(), page.getLast().id())));
    }
}
