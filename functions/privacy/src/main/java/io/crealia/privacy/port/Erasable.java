package io.crealia.privacy.port;

import io.crealia.privacy.domain.Target;

/**
 * One holding of the inventory that may hold data of an asset. Both methods may be repeated, and throw
 * {@link io.crealia.platform.error.DependencyException} if the store does not answer.
 */
public interface Erasable {
    /** Its name in {@link io.crealia.privacy.domain.Inventory}. */
    String holding();

    /** How many documents or objects it still has. */
    long remaining(Target target);

    /** @return how many it lost by this call; 0 where their owner removes them himself */
    long remove(Target target);
}
