package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.port.ClipOrder;
import java.util.List;

/** A world in which two highlights, published captions and a landscape source of a minute wait to become reels. */
final class ReelsWorld {
    static final StepToken TOKEN = World.token(Step.REELS);
    static final MediaInfo SOURCE = Sources.of(Sources.video(1920, 1080), 60_000);

    private ReelsWorld() {}

    static World ready(MediaInfo info) {
        var world = World.probed(info);
        world.transcode(info, 60_000);
        world.result(Step.HIGHLIGHTS, highlights());
        world.store.put("acme/words.json", Json.bytes(words("word")), "application/json");
        world.result(Step.CAPTIONS, captions("published"));
        return world;
    }

    static ObjectNode captions(String state) {
        return Json.object().put("schema", 1).put("state", state).put("language", "en").put("words_key",
                "acme/words.json");
    }

    static ObjectNode words(String text) {
        var json = Json.object().put("schema", 1).put("language", "en").put("origin", "script");
        var words = json.putArray("words");
        word(words.addObject(), "outside", 1000, 1400);
        word(words.addObject(), "crossing", 4900, 5100);
        for (int at = 5200; at < 35_000; at += 500) {
            word(words.addObject(), text, at, at + 300);
        }
        return json;
    }

    static void word(ObjectNode node, String text, int start, int end) {
        node.put("t", text).put("s", start).put("e", end).put("c", 0.9);
    }

    static ObjectNode highlights(Object... more) {
        var json = Json.object().put("schema", 1).put("preset", "educational");
        var all = json.putArray("highlights");
        all.addObject().put("name", "h2").put("rank", 2).put("start_ms", 22_000).put("end_ms", 37_000);
        all.addObject().put("name", "h1").put("rank", 1).put("start_ms", 5_000).put("end_ms", 20_000);
        if (more.length > 0) {
            all.addObject().put("name", (String) more[0]).put("rank", (int) more[1]).put("start_ms", (int) more[2])
                    .put("end_ms", (int) more[3]);
        }
        return json;
    }

    static JobKey key(String name) {
        return new JobKey(TOKEN, name);
    }

    static List<ClipOrder> clips(World world) {
        return world.service.orders().stream().filter(ClipOrder.class::isInstance).map(ClipOrder.class::cast).toList();
    }

    static JobEvent event(World world, String name, JobEvent.Status status, int percent) {
        return new JobEvent(key(name), world.service.jobId(key(name)), status, world.clock.instant(), percent, 0, "",
                0);
    }

    static void put(World world, String name) {
        world.store.put(MediaKeys.attempt(World.TENANT, World.ASSET, TOKEN) + name + ".mp4", new byte[]{1},
                "video/mp4");
    }

    static void complete(World world, String name) {
        put(world, name);
        world.apply.execute(event(world, name, JobEvent.Status.COMPLETE, 100));
    }
}
