/** What must hold when the kills are over, by the names in docs/invariants.md. */
package io.crealia.chaos.check;
