package io.crealia.operations.port;

import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.Shown;
import java.util.List;

/** The one group of Pushgateway that is ours. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface PushTarget {
    /** What the group shows; nothing if it is not there. */
    Shown read();

    /** Replaces the group. */
    Shown replace(List<Point> points);
}
