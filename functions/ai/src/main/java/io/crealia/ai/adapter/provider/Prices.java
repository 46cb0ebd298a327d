package io.crealia.ai.adapter.provider;

/**
 * What a provider asks, in millionths of a US dollar.
 *
 * @param speechMinute of one minute of sound
 * @param inputMillion of a million tokens read
 * @param outputMillion of a million tokens written
 */
public record Prices(long speechMinute, long inputMillion, long outputMillion) {
    private static final long MINUTE = 60_000;
    private static final long MILLION = 1_000_000;

    /** Rounded up, each kind by itself. */
    public long of(Amount amount) {
        return part(amount.audioMs(), speechMinute, MINUTE) + part(amount.inputTokens(), inputMillion, MILLION)
                + part(amount.outputTokens(), outputMillion, MILLION);
    }

    private static long part(long quantity, long price, long unit) {
        return Math.ceilDiv(Math.multiplyExact(quantity, price), unit);
    }
}
