package io.crealia.simulation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list as short as it can be while it still fails (Zeller, Hildebrandt: Simplifying failure-inducing input, 2002). */
public final class Shrinker {
    private Shrinker() {}

    /** @param fails tried on shorter and shorter lists; at most some hundred times */
    public static <T> List<T> shrink(List<T> whole, Predicate<List<T>> fails) {
        var left = new ArrayList<>(whole);
        var chunk = Math.max(1, left.size() / 2);
        while (chunk > 0 && !left.isEmpty()) {
            var smaller = false;
            for (int from = 0; from < left.size();) {
                var without = new ArrayList<>(left);
                without.subList(from, Math.min(left.size(), from + chunk)).clear();
                if (fails.test(without)) {
                    left = without;
                    smaller = true;
                } else {
                    from += chunk;
                }
            }
            if (!smaller || chunk > 1) {
                chunk = chunk == 1 && !smaller ? 0 : Math.max(1, chunk / 2);
            }
        }
        return left;
    }
}
