package io.crealia.timedtext;

import java.util.List;
import java.util.Optional;

/**
 * Keeps lines readable that mix directions. A player takes a line's direction from its first letter (UAX 9, rules P2 and
 * P3), which is wrong where, say, a Hebrew line starts with a Latin name. Such lines are put into an isolate of the
 * direction that most of the cue has; the order of the characters stays logical.
 */
final class Direction {
    private static final char LEFT_TO_RIGHT_ISOLATE = '\u2066';
    private static final char RIGHT_TO_LEFT_ISOLATE = '\u2067';
    private static final char POP_ISOLATE = '\u2069';

    private Direction() {}

    static List<String> isolate(List<String> lines) {
        var letters = lines.stream().flatMapToInt(String::codePoints).mapToObj(Direction::rightToLeft)
                .flatMap(Optional::stream).toList();
        var right = letters.stream().filter(isRight -> isRight).count();
        if (right == 0) {
            return lines;
        }
        var mostlyRight = right * 2 > letters.size();
        return lines.stream().map(line -> isolate(line, mostlyRight)).toList();
    }

    private static String isolate(String line, boolean right) {
        var first = line.codePoints().mapToObj(Direction::rightToLeft).flatMap(Optional::stream).findFirst();
        if (first.orElse(false) == right) {
            return line;
        }
        return (right ? RIGHT_TO_LEFT_ISOLATE : LEFT_TO_RIGHT_ISOLATE) + line + POP_ISOLATE;
    }

    private static Optional<Boolean> rightToLeft(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                Optional.of(true);
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
