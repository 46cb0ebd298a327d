/** Tells a tenant's own servers what happened: endpoints, signed deliveries, retries, replay. */
package io.crealia.webhooks;
