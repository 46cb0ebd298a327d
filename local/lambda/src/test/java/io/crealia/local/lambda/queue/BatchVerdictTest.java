package io.crealia.local.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.InvocationResult.Failed;
import io.crealia.local.lambda.InvocationResult.InitFailed;
import io.crealia.local.lambda.InvocationResult.TimedOut;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchVerdictTest {

    private static final Set<String> BATCH = Set.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}",
            "{\"other\":1}"})
    void of_emptyAnswer_isASuccess(String answer) {
        assertThat(verdict(answer).failed()).isEmpty();
    }

    @Test
    void of_namedRecords_failAlone() {
        assertThat(verdict("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}").failed()).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "[]", "\"ok\"", "{\"batchItemFailures\":{}}", "{\"batchItemFailures\":[{}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"z\"}]}", "{\"batchItemFailures\":[{\"id\":\"a\"}]}",
            "{\"batchItemFailures\":[\"a\"]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"z\"}]}",
            "{\"batchItemFailures\":["})
    void of_answerThatIsNotUnderstood_failsTheWholeBatch(String answer) {
        var verdict = verdict(answer);

        assertThat(verdict.failed()).isEqualTo(BATCH);
        assertThat(verdict.why()).isNotEmpty();
    }

    @Test
    void of_failedInvocation_failsTheWholeBatch() {
        var error = new IllegalStateException("x");
        for (InvocationResult result : new InvocationResult[]{new Failed("T", "m", error),
                new InitFailed("m", error), new TimedOut(Duration.ofSeconds(1))}) {
            assertThat(BatchVerdict.of(result, BATCH, true).failed()).isEqualTo(BATCH);
            assertThat(BatchVerdict.of(result, BATCH, false).failed()).isEqualTo(BATCH);
        }
    }

    @Test
    void of_mappingWithoutReports_ignoresTheAnswer() {
        var answer = new Answered(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}".getBytes(StandardCharsets.UTF_8));

        assertThat(BatchVerdict.of(answer, BATCH, false).failed()).isEmpty();
    }

    private static BatchVerdict verdict(String answer) {
        return BatchVerdict.of(new Answered(answer.getBytes(StandardCharsets.UTF_8)), BATCH, true);
    }
}
