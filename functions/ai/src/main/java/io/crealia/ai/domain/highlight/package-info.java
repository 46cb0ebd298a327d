/** Finds the moments of a speech that are worth a clip of their own, and says why. Nothing here asks a model. */
package io.crealia.ai.domain.highlight;
