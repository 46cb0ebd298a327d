package io.crealia.ai.adapter.provider;

/** What is charged for: sound, or tokens. */
public record Amount(long audioMs, long inputTokens, long outputTokens) {
    public static final Amount NONE = new Amount(0, 0, 0);
    /** No call of ours is near it; a provider that tells more is not believed. */
    private static final long MOST_TOKENS = 10_000_000;

    public static Amount sound(long ms) {
        return new Amount(ms, 0, 0);
    }

    public static Amount tokens(long input, long output) {
        return new Amount(0, input, output);
    }

    public Amount plus(Amount other) {
        return new Amount(audioMs + other.audioMs, inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }

    Amount times(int factor) {
        return new Amount(audioMs * factor, inputTokens * factor, outputTokens * factor);
    }

    public boolean credible() {
        return inputTokens >= 0 && inputTokens <= MOST_TOKENS && outputTokens >= 0 && outputTokens <= MOST_TOKENS;
    }
}
