package io.crealia.operations.fake;

import io.crealia.operations.domain.Report;
import io.crealia.operations.domain.Totals;
import io.crealia.operations.port.MetricTotals;
import io.crealia.platform.error.DependencyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Totals that a test sets, and that may be away or claimed. */
public final class InMemoryTotals implements MetricTotals {
    public final Map<String, Long> fields = new HashMap<>();
    public final Map<String, Long> marks = new HashMap<>();
    public final List<Report> reports = new ArrayList<>();
    public long since = 100;
    public boolean away;
    public boolean claimed;

    @Override
    public boolean claim() {
        reach();
        if (claimed) {
            return false;
        }
        claimed = true;
        return true;
    }

    @Override
    public void release() {
        claimed = false;
    }

    @Override
    public Totals read() {
        reach();
        return Totals.of(since, fields);
    }

    @Override
    public Totals restart() {
        fields.clear();
        since++;
        return read();
    }

    @Override
    public List<Report> reports() {
        return reports;
    }

    @Override
    public Map<String, Long> marks() {
        return Map.copyOf(marks);
    }

    @Override
    public void mark(String name, long value) {
        marks.put(name, value);
    }

    private void reach() {
        if (away) {
            throw new DependencyException("the totals are away", null);
        }
    }
}
