/** The simulated cloud: document store, object storage, queues, MediaConvert, Transcribe, a text model, receivers of webhooks. */
package io.crealia.simulation.cloud;
