/**
 * What is counted, and how counts leave a function: the catalogue ({@link io.crealia.metrics.Metric}), the recorder that
 * code calls ({@link io.crealia.metrics.Metrics}), and one environment's way to the totals
 * ({@link io.crealia.metrics.Telemetry}). Depends on the JDK alone, and loads few classes: it is on every cold start.
 */
package io.crealia.metrics;
