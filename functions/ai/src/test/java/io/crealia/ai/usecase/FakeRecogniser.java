package io.crealia.ai.usecase;

import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.Usage;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what a test tells it to, and keeps what it was asked. */
final class FakeRecogniser implements SpeechRecogniser {
    final List<Order> orders = new ArrayList<>();
    private Supplier<Recognition> answer = () -> {
        throw new AssertionError("nobody may be asked");
    };

    void answers(Supplier<Recognition> next) {
        answer = next;
    }

    void hears(boolean needsReview, Word... words) {
        answer = () -> new Recognition.Recognised(List.of(words), Optional.of("en-GB"), needsReview,
                Optional.of("A <b>draft</b>."), new Usage("fake", "ear-1", 1000, 0, 0, 7, false));
    }

    @Override
    public Recognition recognise(Order order, Deadline deadline) {
        orders.add(order);
        return answer.get();
    }
}
