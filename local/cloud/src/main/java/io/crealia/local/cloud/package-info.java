/** The cloud in one JVM: start it with {@link io.crealia.local.cloud.EmbeddedCloud}. Knows nothing of the functions. */
package io.crealia.local.cloud;
