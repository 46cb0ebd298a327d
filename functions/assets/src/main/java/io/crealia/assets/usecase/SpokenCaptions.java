package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.Captions;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaWriter;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import java.util.Optional;

/** Tells later runs, by an object of the media bucket, which captions a person gave to what is spoken. */
final class SpokenCaptions {
    private static final int MAX_TRIES = 8;

    private final AssetRepository assets;
    private final MediaWriter media;

    SpokenCaptions(AssetRepository assets, MediaWriter media) {
        this.assets = assets;
        this.media = media;
    }

    /** Looks again after each write: of two callers, the one that writes last also sees what the other stored. */
    void tell(TenantId tenant, AssetId id) {
        var key = MediaKeys.humanCaptions(tenant, id);
        var told = spoken(tenant, id);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            told.ifPresentOrElse(track -> media.write(key, document(track), "application/json"),
                    () -> media.delete(key));
            var now = spoken(tenant, id);
            if (now.equals(told)) {
                return;
            }
            told = now;
        }
    }

    private Optional<CaptionTrack> spoken(TenantId tenant, AssetId id) {
        Optional<Asset> asset = assets.find(tenant, id);
        return asset.flatMap(Captions::spoken);
    }

    private static byte[] document(CaptionTrack track) {
        var folder = track.wordsKey().split("/");
        return Json.bytes(Json.object().put("schema", 1).put("language", track.language().value())
                .put("words_key", track.wordsKey()).put("vtt_key", track.vttKey()).put("srt_key", track.srtKey())
                .put("hash", folder[folder.length - 2]));
    }
}
