/** A parser of PromQL that is enough to check expressions by; no well-kept Java library for it was found. */
package io.crealia.observability.promql;
