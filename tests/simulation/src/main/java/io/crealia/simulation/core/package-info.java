/** Virtual time, seeded chance, faults, environments that die, and the trace of a run. */
package io.crealia.simulation.core;
