/** What must hold, by the names in the design. */
package io.crealia.simulation.check;
