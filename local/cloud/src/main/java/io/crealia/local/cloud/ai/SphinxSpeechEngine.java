package io.crealia.local.cloud.ai;

import edu.cmu.sphinx.alignment.LongTextAligner;
import edu.cmu.sphinx.alignment.USEnglishTokenizer;
import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.Context;
import edu.cmu.sphinx.linguist.language.ngram.DynamicTrigramModel;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.TimeFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * CMU Sphinx4 with its English model. Makes a draft at best: see docs/local-ai.md for word error rates. A model is
 * loaded when it is first needed (about a second); at work both take some 500 MB of heap.
 */
final class SphinxSpeechEngine implements SpeechEngine {
    private static final String MODEL = "resource:/edu/cmu/sphinx/models/en-us/";
    private static final String ACOUSTIC = MODEL + "en-us";
    private static final String DICTIONARY = MODEL + "cmudict-en-us.dict";
    private static final String TUNED = "resource:/io/crealia/local/cloud/ai/recogniser.config.xml";
    /** Words in a row that must agree to tie the sound to a place in the script. */
    private static final int MATCHED_TOGETHER = 2;
    private static final String DRAFT = "An offline English recogniser made this; expect one wrong word in three at best, "
            + "and far more with music, noise or accents. Let a person review it.";

    private Context context;
    private Recognizer recognizer;
    private Context aligning;
    private Recognizer aligner;

    SphinxSpeechEngine() {
        quieten();
    }

    // Sphinx4 gives the root logger of java.util.logging a handler of its own unless a configuration is named, and then
    // tells of every unit it loads. Nothing else in this JVM logs there.
    private static void quieten() {
        LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
        if (System.getProperty("java.util.logging.config.class") == null
                && System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.file", "none");
        }
    }

    @Override
    public synchronized Heard recognise(short[] samples) {
        prepareRecogniser();
        var words = new ArrayList<TimedWord>();
        int lost = 0;
        for (var piece : Pieces.of(samples)) {
            try {
                words.addAll(hear(context, recognizer, samples, piece));
            } catch (RuntimeException e) {
                // A piece that Sphinx4 stumbles over costs its own words, never the others'.
                lost++;
                recognizer = null;
                prepareRecogniser();
            }
        }
        var notice = lost == 0 ? DRAFT : DRAFT + " " + lost + " pieces of the sound could not be recognised.";
        return new Heard(words, Optional.of(notice));
    }

    private static List<TimedWord> hear(Context context, Recognizer recognizer, short[] samples, Pieces.Piece piece) {
        context.setSpeechSource(new ByteArrayInputStream(bytes(samples, piece)), TimeFrame.INFINITE);
        double offset = (double) piece.from() / Pieces.RATE;
        double limit = (double) piece.to() / Pieces.RATE;
        var words = new ArrayList<TimedWord>();
        for (var result = recognizer.recognize(); result != null; result = recognizer.recognize()) {
            for (var word : result.getTimedBestResult(false)) {
                if (!word.isFiller()) {
                    words.add(timed(word.getWord().getSpelling().toLowerCase(Locale.ROOT), word, offset, limit));
                }
            }
        }
        return words;
    }

    @Override
    public synchronized Heard align(short[] samples, String script) {
        var tokens = Tokens.of(script);
        if (tokens.words().isEmpty() || samples.length < Pieces.RATE / 2) {
            return new Heard(List.of(), Optional.of("There is nothing to align."));
        }
        prepareAligner();
        var found = heard(samples, tokens);
        var matches = new LongTextAligner(tokens.words(), MATCHED_TOGETHER)
                .align(found.stream().map(TimedWord::text).toList());
        var spans = new TimedWord[tokens.texts().size()];
        for (int i = 0; i < found.size(); i++) {
            if (matches[i] >= 0) {
                int token = tokens.tokenOf(matches[i]);
                var word = found.get(i);
                var before = spans[token] == null ? word : spans[token];
                spans[token] = new TimedWord(tokens.texts().get(token), Math.min(before.start(), word.start()),
                        Math.max(before.end(), word.end()));
            }
        }
        return ascending(spans, tokens.texts().size());
    }

    // The script itself is the recogniser's language; what it hears is then matched with the script. Sphinx4's own aligner
    // would search again between the words it found, which can take minutes for a minute of sound.
    private List<TimedWord> heard(short[] samples, Tokens tokens) {
        var model = aligning.getInstance(DynamicTrigramModel.class);
        model.setText(tokens.sentences());
        aligner.allocate();
        try {
            var words = new ArrayList<TimedWord>();
            for (var piece : Pieces.of(samples)) {
                words.addAll(hear(aligning, aligner, samples, piece));
            }
            return words;
        } finally {
            aligner.deallocate();
        }
    }

    /** Leaves out what would go back in time: the aligner takes a repeated word for an earlier one now and then. */
    private static Heard ascending(TimedWord[] spans, int all) {
        var words = new ArrayList<TimedWord>();
        for (var span : spans) {
            if (span != null && (words.isEmpty() || span.start() >= words.getLast().end() - 0.05)) {
                words.add(span);
            }
        }
        return new Heard(words, words.size() == all
                ? Optional.empty()
                : Optional.of(words.size() + " of " + all + " words of the script were found in the sound."));
    }

    private void prepareRecogniser() {
        if (recognizer == null) {
            context = context(Optional.of(MODEL + "en-us.lm.bin"));
            recognizer = context.getInstance(Recognizer.class);
            recognizer.allocate();
        }
    }

    private void prepareAligner() {
        if (aligner == null) {
            aligning = context(Optional.empty());
            aligning.setLocalProperty("lexTreeLinguist->languageModel", "dynamicTrigramModel");
            aligner = aligning.getInstance(Recognizer.class);
        }
    }

    private static Context context(Optional<String> languageModel) {
        try {
            var configuration = new Configuration();
            configuration.setAcousticModelPath(ACOUSTIC);
            configuration.setDictionaryPath(DICTIONARY);
            languageModel.ifPresent(configuration::setLanguageModelPath);
            return new Context(TUNED, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("the recogniser's models cannot be read", e);
        }
    }

    private static TimedWord timed(String text, WordResult word, double offset, double limit) {
        var frame = word.getTimeFrame();
        double start = Math.min(limit, offset + frame.getStart() / 1000.0);
        return new TimedWord(text, start, Math.max(start, Math.min(limit, offset + frame.getEnd() / 1000.0)));
    }

    private static byte[] bytes(short[] samples, Pieces.Piece piece) {
        var buffer = ByteBuffer.allocate(2 * (piece.to() - piece.from())).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asShortBuffer().put(samples, piece.from(), piece.to() - piece.from());
        return buffer.array();
    }

    /**
     * A script as its own tokens, and as the plain words that are spoken for them: "150" is one token and three words.
     *
     * @param texts the tokens, with their punctuation
     * @param words plain lower-case words
     * @param tokens for each word the index of its token
     * @param sentences the words, by sentence
     */
    record Tokens(List<String> texts, List<String> words, List<Integer> tokens, List<String> sentences) {
        static Tokens of(String script) {
            var texts = new ArrayList<String>();
            var words = new ArrayList<String>();
            var tokens = new ArrayList<Integer>();
            var sentences = new ArrayList<String>();
            var sentence = new ArrayList<String>();
            for (var text : script.strip().split("\\s+")) {
                var spoken = spoken(text);
                if (!spoken.isEmpty()) {
                    spoken.forEach(_ -> tokens.add(texts.size()));
                    texts.add(text);
                    words.addAll(spoken);
                    sentence.addAll(spoken);
                }
                if (text.matches(".*[.!?:;]['\")\\]]*") && !sentence.isEmpty()) {
                    sentences.add(String.join(" ", sentence));
                    sentence.clear();
                }
            }
            if (!sentence.isEmpty()) {
                sentences.add(String.join(" ", sentence));
            }
            return new Tokens(texts, words, tokens, sentences);
        }

        int tokenOf(int word) {
            return tokens.get(word);
        }

        private static List<String> spoken(String text) {
            // The tokenizer throws on some symbols; a token without letters or digits is not spoken anyway.
            var plain = text.replaceAll("[^\\p{IsLatin}0-9'.,$%-]", "").replaceAll("^[^\\p{IsLatin}0-9$]+", "");
            if (!plain.matches(".*[\\p{IsLatin}0-9].*")) {
                return List.of();
            }
            return new USEnglishTokenizer().expand(plain).stream().map(word -> word.toLowerCase(Locale.ROOT))
                    .filter(word -> word.matches(".*[a-z].*")).toList();
        }
    }
}
