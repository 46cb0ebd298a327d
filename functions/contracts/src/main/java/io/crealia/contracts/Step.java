package io.crealia.contracts;

import java.util.Arrays;
import java.util.Locale;

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

    /** @throws IllegalArgumentException if there is no such step */
    public static Step ofWireName(String name) {
        return Arrays.stream(values()).filter(step -> step.wireName().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("there is no such step"));
    }
}
