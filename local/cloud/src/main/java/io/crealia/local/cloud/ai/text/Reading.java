package io.crealia.local.cloud.ai.text;

import java.util.List;

/** A text taken apart: its sentences with their terms, its key phrases, and how central each sentence is. */
final class Reading {
    private final boolean english;
    private final List<Spoken> sentences;
    private final List<List<Term>> terms;
    private final List<Phrase> phrases;
    private final List<Vector> vectors;
    private final Vector whole;

    /** @param english whether parts of speech are known */
    Reading(boolean english, List<Spoken> sentences, List<List<Term>> terms) {
        this.english = english;
        this.sentences = sentences;
        this.terms = terms;
        this.phrases = KeyPhrases.of(terms, english);
        this.vectors = Vector.ofSentences(terms);
        this.whole = Vector.sum(vectors);
    }

    boolean english() {
        return english;
    }

    List<Spoken> sentences() {
        return sentences;
    }

    List<List<Term>> terms() {
        return terms;
    }

    /** The best first. */
    List<Phrase> phrases() {
        return phrases;
    }

    /** @return 0 to 1: how like the whole the sentence is */
    double centrality(int sentence) {
        return vectors.get(sentence).likeness(whole);
    }

    double likeness(int sentence, int other) {
        return vectors.get(sentence).likeness(vectors.get(other));
    }
}
