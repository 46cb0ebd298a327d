package io.crealia.observability.promql;

/**
 * One word of an expression.
 *
 * @param at its first character, from 0
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        NAME, NUMBER, DURATION, STRING, SYMBOL, END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Keywords may be written in any case. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }
}
