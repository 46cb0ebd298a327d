/** Assets as creators and players see them: a view fed by facts, its API, and playback. */
package io.crealia.assets;
