package io.crealia.local.cloud.ai.text;

/**
 * A word that means something.
 *
 * @param surface as it was said
 * @param stem what its forms share
 * @param joined whether nothing but a space or a hyphen is between it and the term before
 * @param role what it may be in a key phrase
 */
record Term(String surface, String stem, boolean joined, Role role) {
    enum Role {
        /** May end a key phrase. */
        NOUN,
        /** May stand before a noun in one. */
        MODIFIER,
        /** Counts for likeness only. */
        OTHER
    }
}
