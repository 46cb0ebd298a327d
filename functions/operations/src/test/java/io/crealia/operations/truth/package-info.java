/** What Prometheus sees, compared with what happened. */
package io.crealia.operations.truth;
