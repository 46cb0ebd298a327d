package io.crealia.operations.fake;

import io.crealia.operations.adapter.PrometheusText;
import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.Shown;
import io.crealia.operations.port.PushTarget;
import io.crealia.platform.error.DependencyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Pushgateway in memory that may be away, or lose its answers. Keeps every text that it was given. */
public final class FakePushTarget implements PushTarget {
    public final List<String> texts = new ArrayList<>();
    public boolean away;
    public boolean losesAnswers;

    @Override
    public Shown read() {
        reach();
        return texts.isEmpty() ? Shown.NOTHING : PrometheusText.read(texts.getLast(), Map.of());
    }

    @Override
    public Shown replace(List<Point> points) {
        reach();
        texts.add(new String(PrometheusText.write(points), StandardCharsets.UTF_8));
        if (losesAnswers) {
            throw new DependencyException("the answer was lost", null);
        }
        return read();
    }

    private void reach() {
        if (away) {
            throw new DependencyException("Pushgateway is away", null);
        }
    }

    /** The value of a sample in the last text, by its whole name with labels. */
    public double last(String sample) {
        return texts.getLast().lines().filter(line -> line.startsWith(sample + " "))
                .map(line -> Double.parseDouble(line.substring(sample.length() + 1))).findFirst().orElse(Double.NaN);
    }
}
