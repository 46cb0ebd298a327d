/** Prometheus, Pushgateway and Alertmanager on this machine, with the project's own rules. Knows nothing of functions. */
package io.crealia.local.observability;
