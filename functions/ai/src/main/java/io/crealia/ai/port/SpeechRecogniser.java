package io.crealia.ai.port;

import io.crealia.contracts.Fact;
import io.crealia.timedtext.Word;
import java.util.List;
import java.util.Optional;

/** Hears words and when they are spoken. Throws {@link AiFailure} when there is no usable answer. */
public interface SpeechRecogniser {
    /**
     * Charges the tenant's budget and the asset's ledger, unless the same sound was recognised before.
     *
     * @throws io.crealia.platform.error.DependencyException if a store of ours did not answer
     */
    Recognition recognise(Order order, Deadline deadline);

    /**
     * @param cause carries token, tenant, asset and correlation id
     * @param audioKey 16 kHz, mono, 16-bit PCM WAV in the media bucket
     * @param audioMs its length
     * @param language RFC 5646, where known
     * @param script what is spoken, where known: the recogniser may use it and its answer may follow it
     */
    record Order(Fact.StepRequested cause, String audioKey, long audioMs, Optional<String> language,
            Optional<String> script) {}

    sealed interface Recognition {
        /**
         * @param words by ascending start, within the sound
         * @param needsReview whether a person must see the words before anybody else does
         * @param notice what the provider says of its limits
         */
        record Recognised(List<Word> words, Optional<String> language, boolean needsReview, Optional<String> notice,
                Usage usage) implements Recognition {
            public Recognised {
                words = List.copyOf(words);
            }
        }

        /** The provider is at work and will tell by an event; asking again with the same token tells more. */
        record Pending(String jobName) implements Recognition {}
    }
}
