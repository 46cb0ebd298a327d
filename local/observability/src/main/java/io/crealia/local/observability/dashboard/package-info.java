/** Draws Grafana's dashboards without Grafana: the same JSON, live PromQL, one HTML page with inline SVG. */
package io.crealia.local.observability.dashboard;
