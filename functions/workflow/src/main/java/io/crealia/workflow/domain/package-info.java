/**
 * The functional core of the workflow: what a run is, and what each event makes of it. No I/O, no clock, no randomness;
 * {@link io.crealia.workflow.domain.Decider} is the only place that decides.
 */
package io.crealia.workflow.domain;
