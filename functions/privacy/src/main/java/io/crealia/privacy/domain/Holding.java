package io.crealia.privacy.domain;

/**
 * One place where data are kept.
 *
 * @param name of the collection, the prefix, the queue
 * @param holds what is in it
 * @param purpose why it is kept
 * @param period how long
 * @param erasure what an erasure does to it
 */
public record Holding(String name, Kind kind, String holds, String purpose, String period, Fate erasure) {
    public enum Kind {
        COLLECTION, OBJECTS, KEYS, QUEUE, CACHE, LOG
    }

    /** What becomes of a holding when an asset or a person is erased. */
    public enum Fate {
        /** Its rows or objects are deleted, and looked for again. */
        DELETED,
        /** Its owner empties it and keeps ids, so that nothing comes back; that is looked for. */
        EMPTIED,
        /** The key that opens it is destroyed. */
        KEY_DESTROYED,
        /** It holds ids, numbers and times, and no personal data. */
        KEPT,
        /** It holds ids only, and is gone after its period. */
        EXPIRES
    }
}
