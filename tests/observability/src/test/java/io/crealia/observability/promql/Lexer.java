package io.crealia.observability.promql;

import io.crealia.observability.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts an expression into words (prometheus.io/docs/prometheus/latest/querying/basics). */
final class Lexer {
    private static final Pattern SPACE = Pattern.compile("(?:\\s+|#[^\\n]*)+");
    private static final Pattern DURATION = Pattern.compile("(?:[0-9]+(?:ms|[smhdwy]))+(?![A-Za-z0-9_:.])");
    private static final Pattern NUMBER = Pattern
            .compile("(?:0[xX][0-9a-fA-F]+|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9_:.])");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern STRING = Pattern
            .compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|`[^`]*`");
    private static final Pattern SYMBOL = Pattern.compile("=~|!~|==|!=|>=|<=|[-+*/%^<>=(){}\\[\\],@]");

    private Lexer() {}

    static List<Token> read(String expression) {
        var tokens = new ArrayList<Token>();
        var inBrackets = false;
        int at = 0;
        while (at < expression.length()) {
            var space = SPACE.matcher(expression).region(at, expression.length());
            if (space.lookingAt()) {
                at = space.end();
                continue;
            }
            var token = next(expression, at, inBrackets);
            if (token.is("[")) {
                inBrackets = true;
            } else if (token.is("]")) {
                inBrackets = false;
            }
            tokens.add(token);
            at += token.text().length();
        }
        tokens.add(new Token(Kind.END, "", expression.length()));
        return tokens;
    }

    private static Token next(String expression, int at, boolean inBrackets) {
        // Within brackets a colon parts range and step; elsewhere it belongs to names of recording rules.
        if (inBrackets && expression.charAt(at) == ':') {
            return new Token(Kind.SYMBOL, ":", at);
        }
        if (inBrackets) {
            var duration = Pattern.compile("(?:[0-9]+(?:ms|[smhdwy]))+").matcher(expression).region(at,
                    expression.length());
            if (duration.lookingAt()) {
                return new Token(Kind.DURATION, duration.group(), at);
            }
        }
        for (var rule : List.of(new Rule(Kind.DURATION, DURATION), new Rule(Kind.NUMBER, NUMBER),
                new Rule(Kind.NAME, NAME), new Rule(Kind.STRING, STRING), new Rule(Kind.SYMBOL, SYMBOL))) {
            var matcher = rule.pattern().matcher(expression).region(at, expression.length());
            if (matcher.lookingAt()) {
                return new Token(rule.kind(), matcher.group(), at);
            }
        }
        throw new PromqlException(expression, at, "unexpected character " + expression.charAt(at));
    }

    private record Rule(Kind kind, Pattern pattern) {}
}
