/** What understanding needs of the world. */
package io.crealia.ai.port;
