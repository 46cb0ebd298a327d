package io.crealia.ai.domain.highlight;

import java.util.Set;

/** Words without content of their own. */
final class StopWords {
    /** Three letters and more; shorter ones never count. Function words, and what speakers fill pauses with. */
    static final Set<String> ENGLISH = Set.of("about", "above", "actually", "after", "again", "against", "ago", "all",
            "almost", "along", "already", "also", "although", "always", "among", "and", "another", "any", "anybody",
            "anyone", "anything", "anyway", "are", "aren't", "around", "back", "basically", "because", "been", "before",
            "behind", "being", "below", "between", "both", "but", "came", "can", "can't", "cannot", "come", "comes",
            "could", "couldn't", "did", "didn't", "does", "doesn't", "doing", "don't", "done", "down", "during", "each",
            "either", "else", "enough", "even", "ever", "every", "everybody", "everyone", "everything", "few", "first",
            "for", "from", "further", "gave", "get", "gets", "getting", "give", "given", "goes", "going", "gone",
            "gonna", "got", "gotta", "had", "hadn't", "has", "hasn't", "have", "haven't", "having", "he'd", "he'll",
            "hello", "her", "here", "hers", "herself", "hey", "him", "himself", "his", "how", "however", "i'd", "i'll",
            "i'm", "i've", "indeed", "instead", "into", "isn't", "its", "itself", "just", "keep", "kind", "knew",
            "know", "last", "least", "less", "let", "lets", "like", "little", "look", "looks", "lot", "lots", "made",
            "make", "makes", "making", "many", "may", "maybe", "mean", "means", "might", "more", "most", "mostly",
            "much", "must", "mustn't", "myself", "near", "need", "needs", "neither", "never", "next", "nobody", "none",
            "nor", "not", "nothing", "now", "off", "often", "okay", "once", "one", "ones", "only", "onto", "other",
            "others", "our", "ours", "ourselves", "out", "over", "own", "perhaps", "please", "pretty", "put", "quite",
            "rather", "really", "right", "said", "same", "saw", "say", "says", "see", "seem", "seems", "seen",
            "several",
            "shall", "she", "she'd", "she'll", "should", "shouldn't", "since", "some", "somebody", "someone",
            "something", "sometimes", "somewhere", "soon", "sort", "still", "such", "sure", "take", "takes", "tell",
            "than", "thank", "thanks", "that", "the", "their", "theirs", "them", "themselves", "then", "there",
            "therefore", "these", "they", "they'd", "they'll", "they're", "they've", "thing", "things", "think", "this",
            "those", "though", "through", "thus", "till", "too", "took", "toward", "towards", "tried", "try", "two",
            "under", "unless", "until", "upon", "use", "used", "using", "very", "wanna", "want", "wants", "was",
            "wasn't", "way", "we'd", "we'll", "we're", "we've", "well", "went", "were", "weren't", "what", "whatever",
            "when", "whenever", "where", "whether", "which", "while", "who", "whole", "whom", "whose", "why", "will",
            "with", "within", "without", "won't", "would", "wouldn't", "yeah", "yes", "yet", "you", "you'd", "you'll",
            "you're", "you've", "your", "yours", "yourself", "yourselves");

    private StopWords() {}
}
