package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Preset;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.Backdrop;
import io.crealia.transcoding.domain.ClipPlan;
import io.crealia.transcoding.domain.ClipPlanner;
import io.crealia.transcoding.domain.Cost;
import io.crealia.transcoding.domain.Highlight;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Prices;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.port.MediaStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Plans the reels of an asset, and writes what their jobs need: captions and backdrops. Repeated, it does the same. */
final class PlanReels {
    static final String NO_FRAMES = "no picture of the source is known to choose a part by";

    private final MediaStore store;
    private final Prices prices;

    PlanReels(MediaStore store, Prices prices) {
        this.store = store;
        this.prices = prices;
    }

    /** @param folder the attempt's, with a final slash */
    record Material(MediaInfo info, Preset preset, List<Highlight> highlights, ReelCaptions captions,
            ReelFrames frames, String folder) {}

    /** @return the result document as far as the plan decides it; every planned reel carries what it costs */
    ObjectNode execute(Material material) {
        var planner = new ClipPlanner(material.info(), material.preset().layout());
        var document = Json.object().put("schema", 1);
        var reels = document.putArray("reels");
        var total = Cost.NOTHING;
        for (var highlight : material.highlights().stream().limit(material.preset().reels()).toList()) {
            var spoken = material.captions().within(highlight.startMs(), highlight.endMs());
            var language = material.captions().language().filter(_ -> !spoken.isEmpty());
            var plan = planner.plan(new ClipPlanner.Inputs(highlight,
                    material.frames().saliency(highlight.startMs(), highlight.endMs()), material.folder(), language));
            if (plan.isEmpty()) {
                reels.add(ReelDocument.skipped(new ClipPlan.Skipped(highlight.name(), NO_FRAMES)));
                continue;
            }
            if (plan.get().look() instanceof ClipPlan.Look.FitBlur(var key) && !backdrop(material, plan.get(), key)) {
                reels.add(ReelDocument.skipped(new ClipPlan.Skipped(highlight.name(), NO_FRAMES)));
                continue;
            }
            plan.get().burned().ifPresent(burned -> store.put(burned.srtKey(),
                    ReelCaptions.subRip(spoken).getBytes(StandardCharsets.UTF_8), "application/x-subrip"));
            var cost = prices.of(plan.get());
            total = total.plus(cost);
            var reel = ReelDocument.planned(plan.get(), without(material.captions(), spoken.isEmpty()));
            JobCost.write(reel, cost);
            reels.add(reel);
        }
        var decisions = document.putArray("decisions");
        planner.decisions().forEach(
                decision -> decisions.addObject().put("what", decision.what()).put("why", decision.why()));
        JobCost.write(document, total);
        return document;
    }

    private static String without(ReelCaptions captions, boolean silent) {
        return captions.language().isPresent() && silent ? "nothing is said in the clip" : captions.none();
    }

    private boolean backdrop(Material material, ClipPlan plan, String key) {
        Optional<byte[]> png = material.frames().still((plan.startMs() + plan.endMs()) / 2)
                .map(still -> Backdrop.render(still, material.info().video().orElseThrow().display(), plan.output()));
        png.ifPresent(bytes -> store.put(key, bytes, "image/png"));
        return png.isPresent();
    }
}
