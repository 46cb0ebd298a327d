package io.crealia.local.cloud.ai.text;

/**
 * A sentence of the document, or the text of a moment.
 *
 * @param index as the document has it
 * @param text cleaned by {@link PlainText}; may be empty
 * @param startMs 0 for a moment
 */
record Spoken(int index, String text, long startMs, long endMs) {}
