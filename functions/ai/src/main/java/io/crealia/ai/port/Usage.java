package io.crealia.ai.port;

/**
 * Who made an answer, and what it took.
 *
 * @param provider for example {@code openai}, {@code bedrock}, {@code transcribe}
 * @param model as the provider names it
 * @param audioMs of sound that was charged, 0 for text
 * @param micros millionths of a US dollar, by the configured prices
 * @param cached whether the answer was there already, so that nothing was bought
 */
public record Usage(String provider, String model, long audioMs, long inputTokens, long outputTokens, long micros,
        boolean cached) {}
