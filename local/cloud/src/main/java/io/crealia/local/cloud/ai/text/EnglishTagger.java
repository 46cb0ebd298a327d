package io.crealia.local.cloud.ai.text;

import io.crealia.local.cloud.ai.text.Term.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.TreeMap;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;

/** Parts of speech by OpenNLP's models of the Universal Dependencies English Web Treebank. Not thread-safe. */
final class EnglishTagger {
    private final TokenizerME tokenizer;
    private final POSTaggerME tagger;

    EnglishTagger() {
        try (var tokens = EnglishTagger.class.getResourceAsStream("/opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin");
                var tags = EnglishTagger.class.getResourceAsStream("/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin")) {
            tokenizer = new TokenizerME(new TokenizerModel(Objects.requireNonNull(tokens, "tokenizer model")));
            tagger = new POSTaggerME(new POSModel(Objects.requireNonNull(tags, "part-of-speech model")));
        } catch (IOException e) {
            throw new UncheckedIOException("OpenNLP's models cannot be read", e);
        }
    }

    /** @return for the start of each token its role */
    TreeMap<Integer, Role> roles(String sentence) {
        Span[] spans = tokenizer.tokenizePos(sentence);
        String[] tags = tagger.tag(Span.spansToStrings(spans, sentence));
        var roles = new TreeMap<Integer, Role>();
        for (int i = 0; i < spans.length; i++) {
            roles.put(spans[i].getStart(), switch (tags[i]) {
                case "NOUN", "PROPN" -> Role.NOUN;
                case "ADJ" -> Role.MODIFIER;
                default -> Role.OTHER;
            });
        }
        return roles;
    }
}
