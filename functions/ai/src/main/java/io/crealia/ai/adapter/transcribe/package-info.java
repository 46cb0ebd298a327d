/** Speech recognition by jobs of Amazon Transcribe. */
package io.crealia.ai.adapter.transcribe;
