package io.crealia.workflow.domain;

import java.util.List;

/** What an event makes of a run. */
public sealed interface Decision {
    /** The event is late, repeated, stale or means nothing to this run. */
    record Unchanged() implements Decision {}

    /** @param effects in the order in which they are to be sent; at most {@value #MAX_EFFECTS} */
    record Changed(Run next, List<Effect> effects) implements Decision {
        public static final int MAX_EFFECTS = 3;

        public Changed {
            effects = List.copyOf(effects);
        }
    }
}
