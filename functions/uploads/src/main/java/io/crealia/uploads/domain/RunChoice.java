package io.crealia.uploads.domain;

import io.crealia.contracts.RunParameters;
import java.util.Objects;
import java.util.Optional;

/**
 * What the creator wants of the run that follows the upload.
 *
 * @param language RFC 5646 tag of what is spoken
 * @param script what is spoken, to be aligned with the sound
 */
public record RunChoice(String template, String preset, Optional<String> language, Optional<String> script) {
    public static final RunChoice DEFAULT = new RunChoice(RunParameters.DEFAULT.template(),
            RunParameters.DEFAULT.preset(), Optional.empty(), Optional.empty());
    /** More than ten hours of speech at 150 words a minute would have. */
    public static final int MAX_SCRIPT = 100_000;

    public RunChoice {
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(script, "script");
    }

    /** Without the script: it is the creator's, and no log's. */
    @Override
    public String toString() {
        return template + "/" + preset;
    }

    /** @param scriptKey where the script lies in the media bucket */
    public RunParameters parameters(String scriptKey) {
        return new RunParameters(template, preset, language, script.map(_ -> scriptKey));
    }
}
