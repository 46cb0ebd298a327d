package io.crealia.observability;

import io.crealia.observability.promql.Expr;
import io.crealia.observability.promql.Expr.Aggregation;
import io.crealia.observability.promql.Expr.Binary;
import io.crealia.observability.promql.Expr.Call;
import io.crealia.observability.promql.Expr.Negated;
import io.crealia.observability.promql.Expr.Selector;
import io.crealia.observability.promql.Expr.Subquery;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression speaks of: which metrics, and which labels its result has. Collects what the catalogue does not know.
 *
 * @param recorded labels of each recording rule's result, by its name
 */
record Meaning(Catalogue catalogue, Map<String, Set<String>> recorded, Set<String> metrics, List<String> faults) {
    private static final Set<String> GROWTH = Set.of("rate", "irate", "increase");

    static Meaning of(Catalogue catalogue) {
        return new Meaning(catalogue, new HashMap<>(), new TreeSet<>(), new java.util.ArrayList<>());
    }

    /** Labels that the result may have. */
    Set<String> labels(Expr expr) {
        return switch (expr) {
            case Expr.Number _,Expr.Text _ -> Set.of();
            case Selector selector -> selected(selector);
            case Subquery subquery -> labels(subquery.of());
            case Negated negated -> labels(negated.of());
            case Call call -> called(call);
            case Aggregation aggregation -> aggregated(aggregation);
            case Binary binary -> joined(binary);
        };
    }

    private Set<String> selected(Selector selector) {
        var name = selector.metric().orElse("");
        var own = recorded.get(name);
        if (own == null) {
            var series = catalogue.series(name);
            if (series.isEmpty()) {
                faults.add(name.isEmpty() ? "a selector without a metric's name" : "no metric " + name);
                return Set.of();
            }
            metrics.add(series.get().metric().name());
            own = series.get().labels();
        }
        known(selector.labels(), own, name);
        return own;
    }

    private Set<String> called(Call call) {
        var labels = new LinkedHashSet<String>();
        call.arguments().forEach(argument -> labels.addAll(labels(argument)));
        if (GROWTH.contains(call.function()) && call.arguments().getFirst() instanceof Selector selector) {
            var name = selector.metric().orElse("");
            if (!recorded.containsKey(name) && catalogue.series(name).filter(series -> !series.grows()).isPresent()) {
                faults.add(call.function() + " of the gauge " + name);
            }
        }
        switch (call.function()) {
            case "histogram_quantile" -> {
                if (!labels.remove("le")) {
                    faults.add("histogram_quantile of something without le");
                }
            }
            case "scalar", "vector", "time" -> labels.clear();
            default -> {
            }
        }
        return labels;
    }

    private Set<String> aggregated(Aggregation aggregation) {
        var inner = labels(aggregation.of());
        known(aggregation.labels(), inner, aggregation.operator());
        if (Set.of("topk", "bottomk").contains(aggregation.operator())) {
            return inner;
        }
        if (aggregation.by()) {
            return aggregation.labels();
        }
        var left = new LinkedHashSet<>(inner);
        left.removeAll(aggregation.labels());
        return left;
    }

    private Set<String> joined(Binary binary) {
        var left = labels(binary.left());
        var right = labels(binary.right());
        binary.on().ifPresent(labels -> {
            known(labels, left, "on");
            known(labels, right, "on");
        });
        if (binary.operator().equals("or")) {
            var both = new LinkedHashSet<>(left);
            both.addAll(right);
            return both;
        }
        var vectors = binary.left().type() == Expr.Type.VECTOR && binary.right().type() == Expr.Type.VECTOR;
        if (vectors && binary.on().isEmpty() && binary.ignoring().isEmpty() && !left.equals(right)) {
            faults.add("labels " + left + " never match labels " + right + " at " + binary.operator());
        }
        return binary.left().type() == Expr.Type.VECTOR ? left : right;
    }

    private void known(Iterable<String> used, Set<String> there, String where) {
        for (var label : used) {
            if (!there.contains(label)) {
                faults.add("no label " + label + " at " + where + ", only " + new TreeSet<>(there));
            }
        }
    }
}
