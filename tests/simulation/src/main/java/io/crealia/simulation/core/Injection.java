package io.crealia.simulation.core;

/**
 * One fault of a run.
 *
 * @param number of the operation's calls in the run, from 0
 */
public record Injection(Op op, int number, Fault fault) {
    @Override
    public String toString() {
        return op + "#" + number + " " + fault;
    }

    /** Reads what {@link #toString} wrote. */
    public static Injection parse(String text) {
        var words = text.split("[# ]");
        return new Injection(Op.valueOf(words[0]), Integer.parseInt(words[1]), Fault.valueOf(words[2]));
    }
}
