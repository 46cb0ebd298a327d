/** Title, description, hashtags, chapters and moderation: what a text model is told, and what of its answer is taken. */
package io.crealia.ai.domain.enrich;
