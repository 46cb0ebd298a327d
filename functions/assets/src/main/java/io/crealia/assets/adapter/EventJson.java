package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.AssetEvent.Head;
import io.crealia.assets.domain.AssetEvent.StateChange;
import io.crealia.platform.json.Json;

/** Events as the API shows them: names of what a person changed, never what he wrote. */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode of(Head event) {
        var json = Json.object().put("seq", event.sequence()).put("at", event.at().toString()).put("type",
                event.type().wireName());
        var by = json.putObject("by").put("kind", event.person().isPresent() ? "person" : "system");
        event.person().ifPresent(reference -> by.put("reference", reference));
        event.run().ifPresent(run -> json.put("run_id", run.value()));
        event.percent().ifPresent(percent -> json.put("percent", percent));
        var changes = json.putArray("changes");
        event.changes().forEach(change -> changes.add(of(change)));
        event.members().forEach(member -> changes.addObject().put("what", member));
        return json;
    }

    private static ObjectNode of(StateChange change) {
        var json = Json.object().put("what", change.step().isPresent() ? "step" : "asset");
        change.step().ifPresent(step -> json.put("step", step.wireName()).put("attempt", change.attempt()));
        json.put("state", change.state()).put("happened_at", change.at().toString());
        change.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }
}
