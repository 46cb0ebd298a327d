package io.crealia.contracts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person may choose of a run.
 *
 * @param template name of the workflow's template
 * @param preset name of a {@link Preset}
 * @param language RFC 5646 tag of what is spoken; recognised where absent
 * @param scriptKey object in the media bucket that holds, as UTF-8 text, what is spoken
 */
public record RunParameters(String template, String preset, Optional<String> language, Optional<String> scriptKey) {
    /** The templates by name; what is in them is the workflow's. */
    public static final List<String> TEMPLATES = List.of("auto-reels", "stream");
    public static final RunParameters DEFAULT = new RunParameters("stream", Preset.DEFAULT.name(), Optional.empty(),
            Optional.empty());

    public RunParameters {
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(scriptKey, "scriptKey");
    }
}
