/** Asks a Prometheus by its HTTP API (prometheus.io/docs/prometheus/latest/querying/api). */
package io.crealia.local.observability.query;
