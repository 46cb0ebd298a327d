package io.crealia.operations.domain;

/** Approximate numbers of messages, as SQS gives them. */
public record QueueLevel(long visible, long inFlight, long delayed) {}
