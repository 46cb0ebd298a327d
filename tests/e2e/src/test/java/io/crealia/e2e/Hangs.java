package io.crealia.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where functions hung that were killed for it: each has said where its threads were. */
final class Hangs {
    private static final int MOST_LINES = 200;
    private final List<String> main = new ArrayList<>();
    private boolean within;

    /** @param output where the lines go as well */
    Consumer<String> beside(Consumer<String> output) {
        return line -> {
            see(line);
            output.accept(line);
        };
    }

    private synchronized void see(String line) {
        if (line.startsWith("\"main\"")) {
            within = true;
        } else if (line.isBlank()) {
            within = false;
        }
        if (within && main.size() < MOST_LINES) {
            main.add(line);
        }
    }

    /** Empty where none did. */
    @Override
    public synchronized String toString() {
        return main.isEmpty() ? "" : "; of functions that hung:\n" + String.join("\n", main);
    }
}
