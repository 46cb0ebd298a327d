package io.crealia.chaos;

import io.crealia.chaos.cloud.CrashPoints;
import io.crealia.chaos.cloud.CrashPoints.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Where the application is killed next: mostly at a crash point, each in turn, and else at any moment. */
final class Kills {
    private static final double AT_A_POINT = 0.8;

    /** Kinds of which even a short run has one. */
    private static final List<String> FIRST = List.of("webhook.", "ai.", "mediaconvert.", "upload.");

    private final Random random;
    private boolean begun;
    private final Deque<Point> turn = new ArrayDeque<>();

    Kills(Random random) {
        this.random = random;
    }

    /** Empty: at any moment. */
    Optional<Point> next() {
        if (random.nextDouble() >= AT_A_POINT) {
            return Optional.empty();
        }
        if (turn.isEmpty()) {
            List<Point> shuffled = new ArrayList<>(CrashPoints.all());
            Collections.shuffle(shuffled, random);
            turn.addAll(shuffled);
            if (!begun) {
                begun = true;
                FIRST.forEach(kind -> first(kind, shuffled));
            }
        }
        return Optional.of(turn.removeFirst());
    }

    private void first(String kind, List<Point> shuffled) {
        var point = shuffled.stream().filter(each -> each.operation().startsWith(kind)).findFirst().orElseThrow();
        turn.remove(point);
        turn.addFirst(point);
    }

    /** It was not reached: it has its turn once more, later. */
    void again(Point point) {
        turn.addLast(point);
    }
}
