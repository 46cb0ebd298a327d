package io.crealia.simulation.core;

/**
 * Bugs that are planted to see whether the harness finds them. Each changes what a port does, so that the system behaves as if its code
 * had that bug; no switch is in the code that ships.
 */
public enum Plant {
    /** Nothing is planted. */
    NONE("nothing"),

    RUNS_WITHOUT_COMPARE_AND_SET("a run is replaced whatever its version is"), JOBS_WITHOUT_COMPARE_AND_SET(
            "a job is replaced whatever its version is"), UPLOADS_WITHOUT_COMPARE_AND_SET(
                    "an upload is replaced whatever its version is"), DELIVERIES_WITHOUT_COMPARE_AND_SET(
                            "a delivery is replaced whatever its version is"), VERSION_SKIPPED(
                                    "a run's version goes up by two"), INSERT_OVERWRITES(
                                            "a run that is there already is written over"),

    IDEMPOTENCY_KEY_DROPPED("the key does not reach the function"), UPLOAD_KEY_NOT_UNIQUE(
            "the unique index of upload keys is missing"), RETRY_KEY_NOT_UNIQUE(
                    "the unique index of run keys is missing"),

    RUN_OUTBOX_CLEARED_EARLY("a run's messages are not kept with it"), UPLOAD_OUTBOX_CLEARED_EARLY(
            "an upload's fact is not kept with it"), OUTBOX_NEVER_CLEARED(
                    "sent messages stay in the outbox"), SEND_NOT_CHECKED(
                            "a send that failed counts as done"), EVENTS_DROPPED(
                                    "events for webhooks are not sent"),

    RECORD_ERROR_SWALLOWED("a record that failed is deleted"), DEAD_LETTERS_DROPPED(
            "after the last receive a message is gone"), RECEIVES_UNBOUNDED(
                    "no message ever becomes a dead letter"),

    WORKFLOW_SWEEPER_ABSENT("nobody drives runs on"), UPLOADS_SWEEPER_ABSENT(
            "nobody looks for lost objects"), WEBHOOKS_SWEEPER_ABSENT(
                    "nobody looks for lost deliveries"), ERASURE_SWEEPER_ABSENT(
                            "nobody carries erasures on or tells them again"),

    JOB_NOT_ADOPTED("a lost job is submitted again, not adopted"), TOKEN_NOT_MATCHED(
            "what an earlier attempt tells is taken for the current one's"),

    TERMINAL_STATE_LEFT("a run that has ended goes on"), PERCENT_GOES_BACK(
            "a run's percent begins anew"), HISTORY_UNBOUNDED(
                    "a run remembers everything"),

    QUOTA_NOT_GIVEN_BACK("what was taken for nothing stays taken"), QUOTA_COUNTED_TWICE(
            "one upload counts twice"), BUDGET_NOT_SETTLED("the estimate stays on the account"), COST_ROW_TWICE(
                    "a ledger's row is written as often as it is told"),

    TENANT_NOT_ASKED("documents are found whatever tenant asks"),

    DELETED_BEFORE_COMMIT("the object leaves quarantine before its acceptance is written"), MULTIPART_NOT_ABORTED(
            "an abandoned multipart upload stays"), OUTPUT_SWEPT(
                    "an output of the published attempt is deleted"), ERASURE_LOOKS_AWAY(
                            "an erasure does not see an asset's objects"),

    ACKNOWLEDGED_UNWRITTEN("a write that failed is acknowledged"), WEBHOOK_ID_CHANGES(
            "each attempt of a delivery has another id");

    private final String what;

    Plant(String what) {
        this.what = what;
    }

    public String what() {
        return what;
    }
}
