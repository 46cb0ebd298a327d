/**
 * The form of a log line, the fields of a thread, and what prints lines on Lambda. Every function loads it first, so it is
 * small (docs/decisions/0018).
 */
package io.crealia.logging;
