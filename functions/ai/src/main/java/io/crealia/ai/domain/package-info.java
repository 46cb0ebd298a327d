/** What may be said and shown of a video. */
package io.crealia.ai.domain;
