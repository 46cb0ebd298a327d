package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message that nobody can handle is found where operators look. Late, because it takes its tries. */
@ExtendWith(SharedEdition.class)
@Order(Integer.MAX_VALUE - 1)
class DeadLettersTest {
    private static final Duration UNTIL_DEAD = Duration.ofMinutes(4);

    private final Target target;

    DeadLettersTest(Target target) {
        this.target = target;
    }

    @Test
    void everyQueue_malformedMessage_reachesTheDeadLetters() {
        var tally = Tally.of("events");
        var sent = DeadLetters.send(target);
        assertThat(sent).hasSizeGreaterThanOrEqualTo(8);
        sent.forEach((letters, already) -> {
            Awaitility.await(letters).atMost(UNTIL_DEAD).pollInterval(Duration.ofMillis(500))
                    .until(() -> DeadLetters.count(target, letters) > already);
            tally.input(letters, Duration.ZERO, 0);
        });
        tally.verify();
    }
}
