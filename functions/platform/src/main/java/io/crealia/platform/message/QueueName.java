package io.crealia.platform.message;

/** The queues that functions send to, each with the environment variable that holds its address. */
public enum QueueName {
    /** What happened, read by the workflow. */
    FACTS("CREALIA_FACTS_QUEUE_URL"),
    /** What is to be done with media. */
    STEPS("CREALIA_STEPS_QUEUE_URL"),
    /** What is to be understood of speech. */
    TRANSCRIBE("CREALIA_TRANSCRIBE_QUEUE_URL"),
    /** What is to be worded and chosen from a transcript. */
    ENRICH("CREALIA_ENRICH_QUEUE_URL"),
    /** What an asset has become, read by the asset views. */
    ASSETS("CREALIA_ASSETS_QUEUE_URL"),
    /** What happened that a tenant's own servers may want to hear. */
    EVENTS("CREALIA_EVENTS_QUEUE_URL"),
    /** Which webhook is to be sent. */
    DELIVERIES("CREALIA_DELIVERIES_QUEUE_URL"),
    /** Whose data are to be erased or exported. */
    PRIVACY("CREALIA_PRIVACY_QUEUE_URL");

    private final String variable;

    QueueName(String variable) {
        this.variable = variable;
    }

    public String variable() {
        return variable;
    }
}
