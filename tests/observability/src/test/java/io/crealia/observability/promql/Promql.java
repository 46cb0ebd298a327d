package io.crealia.observability.promql;

import io.crealia.observability.promql.Expr.Aggregation;
import io.crealia.observability.promql.Expr.Binary;
import io.crealia.observability.promql.Expr.Negated;
import io.crealia.observability.promql.Expr.Selector;
import io.crealia.observability.promql.Expr.Subquery;
import io.crealia.observability.promql.Expr.Text;
import io.crealia.observability.promql.Expr.Type;
import io.crealia.observability.promql.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses PromQL and checks its types, so that expressions are looked at where no {@code promtool} is installed. Covers the
 * language of Prometheus 2.42 without the modifiers of experimental features.
 */
public final class Promql {
    private static final List<Set<String>> LEVELS = List.of(Set.of("or"), Set.of("and", "unless"),
            Set.of("==", "!=", ">", "<", ">=", "<="), Set.of("+", "-"), Set.of("*", "/", "%", "atan2"));
    private static final Set<String> SETS = Set.of("or", "and", "unless");
    private static final Set<String> COMPARISONS = LEVELS.get(2);

    private final String expression;
    private final List<Token> tokens;
    private int position;

    private Promql(String expression) {
        this.expression = expression;
        this.tokens = Lexer.read(expression);
    }

    /** @throws PromqlException for what Prometheus would refuse */
    public static Expr parse(String expression) {
        var parser = new Promql(expression);
        var expr = parser.binary(0);
        if (parser.peek().kind() != Kind.END) {
            throw parser.fault("expected the end, found " + parser.peek().text());
        }
        return expr;
    }

    private Expr binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        var left = binary(level + 1);
        while (operator(LEVELS.get(level))) {
            left = joined(next().text().toLowerCase(java.util.Locale.ROOT), left, () -> binary(level + 1));
        }
        return left;
    }

    private boolean operator(Set<String> operators) {
        var token = peek();
        return token.kind() == Kind.SYMBOL && operators.contains(token.text())
                || token.kind() == Kind.NAME && operators.contains(token.text().toLowerCase(java.util.Locale.ROOT));
    }

    private Expr joined(String operator, Expr left, java.util.function.Supplier<Expr> rightSide) {
        var bool = false;
        if (peek().isWord("bool")) {
            if (!COMPARISONS.contains(operator)) {
                throw fault("bool belongs to a comparison");
            }
            next();
            bool = true;
        }
        Optional<Set<String>> on = Optional.empty();
        Set<String> ignoring = Set.of();
        Set<String> included = Set.of();
        var rightIsMany = false;
        var matched = false;
        if (peek().isWord("on")) {
            next();
            on = Optional.of(labels());
            matched = true;
        } else if (peek().isWord("ignoring")) {
            next();
            ignoring = labels();
            matched = true;
        }
        if (matched && (peek().isWord("group_left") || peek().isWord("group_right"))) {
            if (SETS.contains(operator)) {
                throw fault("no grouping with " + operator);
            }
            rightIsMany = next().isWord("group_right");
            included = peek().is("(") ? labels() : Set.of();
        }
        var right = rightSide.get();
        return new Binary(operator, left, right, on, ignoring, included, rightIsMany,
                joinedType(operator, left.type(), right.type(), bool, matched));
    }

    private Type joinedType(String operator, Type left, Type right, boolean bool, boolean matched) {
        for (var type : List.of(left, right)) {
            if (type == Type.MATRIX || type == Type.STRING) {
                throw fault("operator " + operator + " takes numbers and vectors, not a "
                        + (type == Type.MATRIX ? "range" : "string"));
            }
        }
        var scalars = left == Type.SCALAR && right == Type.SCALAR;
        if (SETS.contains(operator) && (left == Type.SCALAR || right == Type.SCALAR)) {
            throw fault("operator " + operator + " joins vectors only");
        }
        if (matched && (left == Type.SCALAR || right == Type.SCALAR)) {
            throw fault("on and ignoring match vectors only");
        }
        if (scalars && COMPARISONS.contains(operator) && !bool) {
            throw fault("comparing two numbers needs bool");
        }
        return scalars ? Type.SCALAR : Type.VECTOR;
    }

    private Expr unary() {
        if (peek().is("-") || peek().is("+")) {
            next();
            var of = unary();
            if (of.type() != Type.SCALAR && of.type() != Type.VECTOR) {
                throw fault("a sign belongs to a number or a vector");
            }
            return new Negated(of);
        }
        var base = postfix();
        if (peek().is("^")) {
            next();
            return joined("^", base, this::unary);
        }
        return base;
    }

    private Expr postfix() {
        var expr = primary();
        while (true) {
            if (peek().is("[")) {
                expr = range(expr);
            } else if (peek().isWord("offset")) {
                next();
                if (peek().is("-")) {
                    next();
                }
                expect(Kind.DURATION, "a duration after offset");
                timed(expr);
            } else if (peek().is("@")) {
                next();
                at();
                timed(expr);
            } else {
                return expr;
            }
        }
    }

    private void timed(Expr expr) {
        if (!(expr instanceof Selector || expr instanceof Subquery)) {
            throw fault("offset and @ belong to a selector or a subquery");
        }
    }

    private void at() {
        if (peek().isWord("start") || peek().isWord("end")) {
            next();
            symbol("(");
            symbol(")");
        } else {
            expect(Kind.NUMBER, "a time after @");
        }
    }

    private Expr range(Expr of) {
        symbol("[");
        expect(Kind.DURATION, "a duration such as 5m");
        if (peek().is(":")) {
            next();
            if (peek().kind() == Kind.DURATION) {
                next();
            }
            symbol("]");
            if (of.type() != Type.VECTOR) {
                throw fault("a subquery is made of a vector");
            }
            return new Subquery(of);
        }
        symbol("]");
        if (of instanceof Selector selector && !selector.range()) {
            return new Selector(selector.metric(), selector.labels(), true);
        }
        throw fault("a range belongs to a selector");
    }

    private Expr primary() {
        var token = peek();
        switch (token.kind()) {
            case NUMBER -> {
                return new Expr.Number(next().text());
            }
            case STRING -> {
                return new Text(unquoted(next().text()));
            }
            case NAME -> {
                return named();
            }
            case SYMBOL -> {
                if (token.is("(")) {
                    next();
                    var inner = binary(0);
                    symbol(")");
                    return inner;
                }
                if (token.is("{")) {
                    return selector(Optional.empty());
                }
            }
            case DURATION, END -> {
            }
        }
        throw fault(token.kind() == Kind.END ? "it ends too early" : "unexpected " + token.text());
    }

    private Expr named() {
        var name = next().text();
        var lower = name.toLowerCase(java.util.Locale.ROOT);
        if (lower.equals("inf") || lower.equals("nan")) {
            return new Expr.Number(name);
        }
        var grouped = peek().isWord("by") || peek().isWord("without");
        if (Functions.AGGREGATIONS.contains(lower) && (peek().is("(") || grouped)) {
            return aggregation(lower);
        }
        if (peek().is("(")) {
            return call(name);
        }
        return selector(Optional.of(name));
    }

    private Expr aggregation(String operator) {
        var grouping = grouping();
        symbol("(");
        Optional<Expr> parameter = Optional.empty();
        var of = binary(0);
        if (Functions.WITH_PARAMETER.contains(operator)) {
            symbol(",");
            parameter = Optional.of(of);
            of = binary(0);
        }
        symbol(")");
        var grouped = grouping.isPresent() ? grouping : grouping();
        if (of.type() != Type.VECTOR) {
            throw fault(operator + " takes a vector");
        }
        return new Aggregation(operator, grouped.map(Grouping::by).orElse(true),
                grouped.map(Grouping::labels).orElse(Set.of()), parameter, of);
    }

    private record Grouping(boolean by, Set<String> labels) {}

    private Optional<Grouping> grouping() {
        if (peek().isWord("by") || peek().isWord("without")) {
            var by = next().isWord("by");
            return Optional.of(new Grouping(by, labels()));
        }
        return Optional.empty();
    }

    private Expr call(String name) {
        if (!Functions.knows(name)) {
            throw fault("there is no function " + name);
        }
        symbol("(");
        var arguments = new ArrayList<Expr>();
        while (!peek().is(")")) {
            if (!arguments.isEmpty()) {
                symbol(",");
            }
            arguments.add(binary(0));
        }
        symbol(")");
        check(name, arguments);
        return new Expr.Call(name, List.copyOf(arguments), Functions.result(name));
    }

    private void check(String name, List<Expr> arguments) {
        var wanted = Functions.arguments(name);
        var many = wanted.endsWith("*");
        var letters = many ? wanted.substring(0, wanted.length() - 1) : wanted;
        var least = letters.chars().filter(Character::isLowerCase).count();
        if (arguments.size() < least || !many && arguments.size() > letters.length()) {
            throw fault(name + " takes another number of arguments");
        }
        for (int i = 0; i < arguments.size(); i++) {
            var letter = Character.toLowerCase(letters.charAt(Math.min(i, letters.length() - 1)));
            var type = switch (letter) {
                case 's' -> Type.SCALAR;
                case 't' -> Type.STRING;
                case 'm' -> Type.MATRIX;
                default -> Type.VECTOR;
            };
            if (arguments.get(i).type() != type) {
                throw fault(name + " takes a " + type + " as argument " + (i + 1) + ", not a "
                        + arguments.get(i).type());
            }
        }
    }

    private Expr selector(Optional<String> name) {
        var labels = new ArrayList<String>();
        if (peek().is("{")) {
            next();
            while (!peek().is("}")) {
                if (!labels.isEmpty()) {
                    symbol(",");
                    if (peek().is("}")) {
                        break;
                    }
                }
                labels.add(matcher());
            }
            symbol("}");
        }
        if (name.isEmpty() && labels.isEmpty()) {
            throw fault("a selector needs a name or a label");
        }
        labels.removeIf("__name__"::equals);
        return new Selector(name, List.copyOf(labels), false);
    }

    private String matcher() {
        var label = expect(Kind.NAME, "a label").text();
        var operator = next();
        if (!Set.of("=", "!=", "=~", "!~").contains(operator.text())) {
            throw fault("expected = != =~ or !~ after " + label);
        }
        var value = unquoted(expect(Kind.STRING, "a string in quotes").text());
        if (operator.text().endsWith("~")) {
            try {
                java.util.regex.Pattern.compile(value);
            } catch (java.util.regex.PatternSyntaxException e) {
                throw fault("not a regular expression: " + value);
            }
        }
        return label;
    }

    private Set<String> labels() {
        symbol("(");
        var labels = new LinkedHashSet<String>();
        while (!peek().is(")")) {
            if (!labels.isEmpty()) {
                symbol(",");
            }
            labels.add(expect(Kind.NAME, "a label").text());
        }
        symbol(")");
        return labels;
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replace("\\\\", "\\");
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        var token = tokens.get(position);
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    private void symbol(String wanted) {
        if (!peek().is(wanted)) {
            throw fault("expected " + wanted + ", found " + (peek().kind() == Kind.END ? "the end" : peek().text()));
        }
        next();
    }

    private Token expect(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw fault("expected " + what + ", found " + (peek().kind() == Kind.END ? "the end" : peek().text()));
        }
        return next();
    }

    private PromqlException fault(String problem) {
        return new PromqlException(expression, peek().at(), problem);
    }
}
