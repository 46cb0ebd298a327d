package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.usecase.ListAssets.Query;
import io.crealia.assets.usecase.ListAssets.Result;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ListAssetsTest {
    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final ListAssets list = new ListAssets(assets);

    @Test
    void execute_allPages_giveEveryAssetOnceNewestFirst() {
        insert(25);
        var ids = new ArrayList<AssetId>();
        var cursor = Optional.<String>empty();
        int pages = 0;
        do {
            var page = (Result.Page) list.execute(new Query(ACME, Optional.empty(), cursor, 10));
            page.assets().forEach(asset -> ids.add(asset.id()));
            cursor = page.nextCursor();
            pages++;
        } while (cursor.isPresent());

        assertThat(pages).isEqualTo(3);
        assertThat(ids).containsExactlyElementsOf(
                IntStream.iterate(25, n -> n > 0, n -> n - 1).mapToObj(Samples::asset).toList());
    }

    @Test
    void execute_fullLastPage_hasNoCursor() {
        insert(10);

        var page = (Result.Page) list.execute(new Query(ACME, Optional.empty(), Optional.empty(), 10));

        assertThat(page.assets()).hasSize(10);
        assertThat(page.nextCursor()).isEmpty();
    }

    @Test
    void execute_newerAssetInBetween_doesNotShiftTheNextPage() {
        insert(4);
        var first = (Result.Page) list.execute(new Query(ACME, Optional.empty(), Optional.empty(), 2));
        assets.insert(asset(5));

        var second = (Result.Page) list.execute(new Query(ACME, Optional.empty(), first.nextCursor(), 2));

        assertThat(second.assets()).extracting(summary -> summary.id()).containsExactly(Samples.asset(2),
                Samples.asset(1));
    }

    @Test
    void execute_cursorOfAnotherFilter_isBad() {
        insert(3);
        var first = (Result.Page) list.execute(new Query(ACME, Optional.empty(), Optional.empty(), 2));

        assertThat(list.execute(new Query(ACME, Optional.of(AssetState.READY), first.nextCursor(), 2)))
                .isEqualTo(new Result.BadCursor());
    }

    @Test
    void query_limitOutOfRange_isRefused() {
        assertThatThrownBy(() -> new Query(ACME, Optional.empty(), Optional.empty(), 0))
                .hasMessageContaining("limit must be 1 to 100");
        assertThatThrownBy(() -> new Query(ACME, Optional.empty(), Optional.empty(), 101))
                .hasMessageContaining("limit must be 1 to 100");
    }

    private void insert(int count) {
        IntStream.rangeClosed(1, count).forEach(n -> assets.insert(asset(n)));
    }

    private static Asset asset(int number) {
        return Asset.first(
                Samples.change(ACME, Samples.asset(number), RUN, 1, AssetState.PREPARING, 0, Map.of()), Map.of());
    }
}
