package io.crealia.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.json.Json;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ScheduleEdgeTest {
    private final ScheduleEdge edge = new ScheduleEdge();

    @Test
    void handle_anyEvent_runsTheTaskOnceAndGivesItsCounts() throws IOException {
        for (var event : new String[]{"{}", "{\"id\":\"e-1\",\"source\":\"aws.scheduler\"}", "[]", "\"x\""}) {
            var out = new ByteArrayOutputStream();
            edge.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext("test"),
                    () -> Json.object().put("swept", 3));

            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"swept\":3}");
        }
    }

    /** A failed sweep must show as a failed invocation. */
    @Test
    void handle_taskFails_failureReachesTheService() {
        assertThatThrownBy(() -> edge.handle(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(), new TestContext("test"), () -> {
                    throw new IllegalStateException("store down");
                })).isInstanceOf(IllegalStateException.class);
    }
}
