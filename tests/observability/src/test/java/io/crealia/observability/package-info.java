/** Holds rules, dashboards and runbooks against the catalogue of metrics, and lets alerts fire. */
package io.crealia.observability;
