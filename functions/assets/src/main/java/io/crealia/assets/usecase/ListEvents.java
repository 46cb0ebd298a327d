package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent.Head;
import io.crealia.assets.domain.History;
import io.crealia.assets.port.AssetLog;
import java.util.ArrayList;
import java.util.List;

/** Lists the events of a living asset, oldest first. */
public final class ListEvents {
    private final AssetLog log;

    public ListEvents(AssetLog log) {
        this.log = log;
    }

    /**
     * @param after only events after this one; 0 for all
     * @param limit the most to return
     */
    public List<Head> execute(Asset asset, long after, int limit) {
        var newest = History.newest(asset).head();
        var page = new ArrayList<>(log.page(asset.tenant(), asset.id(), after, newest.sequence(), limit));
        if (page.size() < limit && newest.sequence() > after) {
            page.add(newest);
        }
        return page;
    }
}
