package io.crealia.transcoding.domain;

import io.crealia.contracts.StepToken;
import java.util.Objects;

/**
 * Names one job of an attempt. Its text form is also MediaConvert's ClientRequestToken, which is at most 64 characters.
 *
 * @param part which of the attempt's jobs; empty for the only one, or for what all parts have in common
 */
public record JobKey(StepToken token, String part) {
    public JobKey {
        Objects.requireNonNull(token, "token");
        if (!part.matches("[a-z0-9]{0,8}")) {
            throw new IllegalArgumentException("expected a part of at most 8 characters a-z and 0-9");
        }
    }

    public static JobKey whole(StepToken token) {
        return new JobKey(token, "");
    }

    public boolean isPart() {
        return !part.isEmpty();
    }

    public String value() {
        return isPart() ? token.value() + "." + part : token.value();
    }

    /** @throws IllegalArgumentException if {@code text} is not a token, or a token and a part */
    public static JobKey parse(String text) {
        var dots = text.chars().filter(each -> each == '.').count();
        var last = text.lastIndexOf('.');
        return dots < 3
                ? whole(StepToken.parse(text))
                : new JobKey(StepToken.parse(text.substring(0, last)), text.substring(last + 1));
    }

    @Override
    public String toString() {
        return value();
    }
}
