package io.crealia.metrics;

import java.util.Map;

/**
 * What one environment adds to the totals in one step. A batch whose acknowledgement was lost is sent again unchanged; the
 * receiver knows by its number that it has it.
 *
 * @param environment made of random bits after a restore, unique
 * @param number from 1, without gaps
 * @param report of the environment at this moment: {@code who|function|resident bytes|limit bytes|disk
 *     bytes}, where the last report of each {@code who} counts
 * @param deltas by name of the total ({@link Series}); seconds in microseconds, so that all are whole
 * @param marks the greatest value seen of each name
 */
public record Batch(String environment, long number, String report, Map<String, Long> deltas,
        Map<String, Long> marks) {}
