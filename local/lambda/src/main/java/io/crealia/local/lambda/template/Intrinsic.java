package io.crealia.local.lambda.template;

import java.util.Map;
import java.util.Optional;

/** A CloudFormation function that waits for its value, whether written {@code !Ref x} or {@code {Ref: x}}. */
record Intrinsic(String function, Object argument) {

    /** The long form: a map with the function as its only key. */
    static Optional<Intrinsic> longForm(Map<?, ?> map) {
        if (map.size() != 1) {
            return Optional.empty();
        }
        var entry = map.entrySet().iterator().next();
        var key = String.valueOf(entry.getKey());
        if (key.equals("Ref")) {
            return Optional.of(new Intrinsic(key, entry.getValue()));
        }
        return key.startsWith("Fn::")
                ? Optional.of(new Intrinsic(key.substring("Fn::".length()), entry.getValue()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "!" + function + " " + argument;
    }
}
