package io.crealia.contracts;

/**
 * Fences one attempt of one step of one run: a worker whose token is no longer current cannot change anything.
 * Its text form is also MediaConvert's ClientRequestToken, which is at most 64 ASCII characters.
 *
 * @param attempt from 1
 */
public record StepToken(RunId runId, Step step, int attempt) {
    public StepToken {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, was " + attempt);
        }
    }

    public String value() {
        return runId.value() + "." + step.wireName() + "." + attempt;
    }

    /** @throws IllegalArgumentException if {@code text} is not {@code run.step.attempt} */
    public static StepToken parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("expected a token of the form run.step.attempt");
        }
        return new StepToken(new RunId(parts[0]), Step.ofWireName(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return value();
    }
}
