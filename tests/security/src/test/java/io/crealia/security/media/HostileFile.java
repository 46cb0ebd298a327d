package io.crealia.security.media;

/** A file as somebody might upload it. */
record HostileFile(String id, byte[] content, Fate fate) {

    /** The worst that may come of it. */
    enum Fate {
        /** Refused by its first bytes: no media program sees it. */
        DOOR,
        /** No asset plays it: rejected, or errored. */
        REFUSED,
        /** There is something to play in it, so it may even be played; it just gets nothing it asks for. */
        TAMED
    }

    static HostileFile refused(String id, byte[] content) {
        return new HostileFile(id, content, Fate.REFUSED);
    }

    static HostileFile tamed(String id, byte[] content) {
        return new HostileFile(id, content, Fate.TAMED);
    }

    @Override
    public String toString() {
        return id;
    }
}
