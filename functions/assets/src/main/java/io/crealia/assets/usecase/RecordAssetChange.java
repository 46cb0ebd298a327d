package io.crealia.assets.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.History;
import io.crealia.assets.domain.StepResult;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaReader;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the view of an asset up to date, and its log. Repeated, late and reordered changes do nothing. A change that differs in
 * progress only is one small write; a new result document is read once and kept with the asset.
 */
public final class RecordAssetChange {
    /** More than any step writes; results live inside the asset's document, which MongoDB holds to 16 MB. */
    public static final int MAX_RESULT_BYTES = 256 * 1024;
    private static final int MAX_TRIES = 8;

    public enum Outcome {
        RECORDED, PROGRESSED, OUTDATED
    }

    private final AssetRepository assets;
    private final MediaReader media;
    private final InstantSource clock;

    public RecordAssetChange(AssetRepository assets, MediaReader media, InstantSource clock) {
        this.assets = assets;
        this.media = media;
        this.clock = clock;
    }

    /**
     * @throws InvalidChangeException if the asset belongs to another tenant, or a result document is not there, lies outside
     *             the asset's folder, or is not a JSON object
     * @throws io.crealia.assets.port.MediaTooLargeException if a result document exceeds {@link #MAX_RESULT_BYTES}
     */
    public Outcome execute(AssetChanged told) {
        var change = History.millis(told);
        if (assets.advance(change, clock.instant())) {
            return Outcome.PROGRESSED;
        }
        var header = change.header();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var found = assets.find(header.tenantId(), header.assetId());
            if (found.isPresent() && !found.get().isOlderThan(change) && !found.get().lacks(change)) {
                return Outcome.OUTDATED;
            }
            var event = History.moved(found, change, results(change, found), clock.instant());
            var next = History.apply(found, event);
            if (found.map(asset -> assets.replace(asset, next)).orElseGet(() -> assets.insert(next))) {
                return Outcome.RECORDED;
            }
            // A deleted asset leaves a tombstone, so one that can neither be found nor inserted is somebody else's.
            if (found.isEmpty() && assets.find(header.tenantId(), header.assetId()).isEmpty()) {
                throw new InvalidChangeException("asset " + header.assetId() + " does not belong to the tenant "
                        + header.tenantId());
            }
        }
        throw new InvalidChangeException("asset " + header.assetId() + " changed under " + MAX_TRIES + " tries");
    }

    private Map<Step, StepResult> results(AssetChanged change, Optional<Asset> known) {
        var results = new EnumMap<Step, StepResult>(Step.class);
        change.results().forEach((step, key) -> results.put(step,
                known.flatMap(asset -> asset.known(step, key))
                        .orElseGet(() -> new StepResult(key, document(change, key)))));
        return results;
    }

    private JsonNode document(AssetChanged change, String key) {
        if (!key.startsWith(change.header().tenantId() + "/" + change.header().assetId() + "/")) {
            throw new InvalidChangeException("result " + key + " is outside the folder of asset "
                    + change.header().assetId());
        }
        var bytes = media.read(key, MAX_RESULT_BYTES)
                .orElseThrow(() -> new InvalidChangeException("result " + key + " does not exist"));
        var document = Json.parse(bytes);
        if (!document.isObject()) {
            throw new InvalidChangeException("result " + key + " is not a JSON object");
        }
        return document;
    }
}
