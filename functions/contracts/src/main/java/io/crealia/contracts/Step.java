package io.crealia.contracts;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A declared step of a workflow. Its wire name is the lower-case name. */
public enum Step {
    /** Reads what the source is. */
    PROBE,
    /** Makes renditions, speech audio and frames in one job. */
    TRANSCODE,
    /** Chooses the poster and composes the storyboard. */
    STILLS,
    /** Turns speech into word-timed captions. */
    CAPTIONS,
    /** Words title, description, hashtags and chapters. */
    ENRICH,
    /** Finds the moments worth a clip of their own. */
    HIGHLIGHTS,
    /** Makes vertical clips of the highlights. */
    REELS,
    /** Measures every output before anybody may see it. */
    VERIFY,
    /** Makes the verified outputs the asset's current ones; done by the workflow itself. */
    PUBLISH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A copy in the order of the steps, which cannot be changed. {@code Map.copyOf} has another order in each process, so that the
     * same fact would be read and written in another order there.
     */
    public static <V> Map<Step, V> inOrder(Map<Step, V> any) {
        var ordered = new EnumMap<Step, V>(Step.class);
        any.forEach((step, value) -> ordered.put(step, Objects.requireNonNull(value, step::wireName)));
        return Collections.unmodifiableMap(ordered);
    }

    /** @throws IllegalArgumentException if there is no such step */
    public static Step ofWireName(String name) {
        return Arrays.stream(values()).filter(step -> step.wireName().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("there is no such step"));
    }
}
