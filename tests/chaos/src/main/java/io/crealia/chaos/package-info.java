/** Killed processes: the application dies again and again, and nothing is lost. */
package io.crealia.chaos;
