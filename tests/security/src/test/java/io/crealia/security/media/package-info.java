/** Files that want something else than to be played, and what becomes of them. */
package io.crealia.security.media;
