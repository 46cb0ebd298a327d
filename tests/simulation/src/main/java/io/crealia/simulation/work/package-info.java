/** A run: what clients do, the functions that serve them, and the schedules. */
package io.crealia.simulation.work;
