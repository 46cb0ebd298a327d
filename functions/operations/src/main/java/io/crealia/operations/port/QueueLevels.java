package io.crealia.operations.port;

import io.crealia.operations.domain.QueueLevel;
import java.util.Optional;

/** Asks how many messages a queue holds. */
public interface QueueLevels {
    /**
     * @param queue without the installation's prefix
     * @return empty if there is no such queue
     * @throws io.crealia.platform.error.DependencyException if the answer did not come
     */
    Optional<QueueLevel> find(String queue);
}
