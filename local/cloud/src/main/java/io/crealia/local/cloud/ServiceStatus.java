package io.crealia.local.cloud;

import java.time.Duration;

/** A server that runs: what it is, and how long it took to start. */
public record ServiceStatus(Service service, String description, Duration startedIn) {}
