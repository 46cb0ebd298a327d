package io.crealia.observability.promql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A parsed expression. Times of ranges and offsets are checked and not kept. */
public sealed interface Expr {
    /** What an expression gives. */
    enum Type {
        SCALAR, STRING, VECTOR, MATRIX
    }

    Type type();

    record Number(String text) implements Expr {
        @Override
        public Type type() {
            return Type.SCALAR;
        }
    }

    record Text(String value) implements Expr {
        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    /**
     * Series by name and labels.
     *
     * @param labels names that its matchers use, without {@code __name__}
     * @param range whether it takes samples of a range, not the newest
     */
    record Selector(Optional<String> metric, List<String> labels, boolean range) implements Expr {
        @Override
        public Type type() {
            return range ? Type.MATRIX : Type.VECTOR;
        }
    }

    /** {@code expr[1h:1m]}. */
    record Subquery(Expr of) implements Expr {
        @Override
        public Type type() {
            return Type.MATRIX;
        }
    }

    record Call(String function, List<Expr> arguments, Type type) implements Expr {}

    /**
     * @param by whether {@code labels} are kept, not dropped
     * @param parameter k of topk, q of quantile, the label of count_values
     */
    record Aggregation(String operator, boolean by, Set<String> labels, Optional<Expr> parameter,
            Expr of) implements Expr {
        @Override
        public Type type() {
            return Type.VECTOR;
        }
    }

    /**
     * @param on labels of {@code on(...)}; empty for all, or with {@code ignoring(...)}
     * @param included labels of {@code group_left(...)} or {@code group_right(...)}
     */
    record Binary(String operator, Expr left, Expr right, Optional<Set<String>> on, Set<String> ignoring,
            Set<String> included, boolean rightIsMany, Type type) implements Expr {}

    record Negated(Expr of) implements Expr {
        @Override
        public Type type() {
            return of.type();
        }
    }
}
