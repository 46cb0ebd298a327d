package io.crealia.operations.port;

import io.crealia.operations.domain.Report;
import io.crealia.operations.domain.Totals;
import java.util.List;
import java.util.Map;

/** What the functions have counted and said. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface MetricTotals {
    /** Whether the caller may push now: nobody else may for the next 30 s. Two that push would make counters go back. */
    boolean claim();

    /** Ends the claim. */
    void release();

    /** The totals; they begin with this call if there are none. */
    Totals read();

    /** Throws the totals away and lets them begin anew. */
    Totals restart();

    /** Of the environments that reported in the last five minutes. */
    List<Report> reports();

    /** Marks by name, in milliseconds since 1970: {@code sent|<queue>}, {@code empty|<queue>}. */
    Map<String, Long> marks();

    void mark(String name, long value);
}
