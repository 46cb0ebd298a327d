package io.crealia.transcoding.domain;

/** Where a job stands, as far as we know. */
public enum JobState {
    /** Somebody is about to submit it, or did and has not said so yet. */
    CLAIMED, SUBMITTED, COMPLETE, ERROR, CANCELED;

    public boolean terminal() {
        return this == COMPLETE || this == ERROR || this == CANCELED;
    }
}
