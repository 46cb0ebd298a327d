package io.crealia.operations.domain;

/** What one environment said of itself last. @param function as the label has it */
public record Report(String function, long residentBytes, long limitBytes, long diskBytes) {}
