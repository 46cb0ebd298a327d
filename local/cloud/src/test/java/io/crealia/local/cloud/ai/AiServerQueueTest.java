package io.crealia.local.cloud.ai;

import static io.crealia.local.cloud.ai.AiCalls.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.ai.text.ExtractiveText;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AiServerQueueTest {
    private final FakeSpeechEngine speech = new FakeSpeechEngine(0);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    /** Each is another one: the server remembers what it heard. */
    private final AtomicInteger sounds = new AtomicInteger();
    private AiServer server;
    private AiCalls calls;

    @BeforeEach
    void start() throws Exception {
        server = AiServer.start(0, AiCalls.KEY, InstantSource.system(), () -> speech, ExtractiveText::new);
        calls = new AiCalls(server.port());
    }

    @AfterEach
    void stop() {
        speech.open();
        clients.shutdownNow();
        calls.close();
        server.close();
    }

    private Future<HttpResponse<String>> transcribe() {
        var samples = new short[32_000];
        samples[0] = (short) sounds.incrementAndGet();
        Callable<HttpResponse<String>> call = () -> calls.transcribe(Waves.of(samples), "model", "crealia-sphinx-en");
        return clients.submit(call);
    }

    @Test
    void transcribe_queueFull_isToldToComeAgain() throws Exception {
        var nine = new ArrayList<Future<HttpResponse<String>>>();
        for (int i = 0; i < 9; i++) {
            nine.add(transcribe());
        }
        var refused = new ArrayList<HttpResponse<String>>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var next = transcribe();
            try {
                refused.add(next.get(300, TimeUnit.MILLISECONDS));
            } catch (java.util.concurrent.TimeoutException _) {
                nine.add(next); // it was faster than one of the nine
            }
            return !refused.isEmpty();
        });
        assertThat(error(refused.getFirst())).containsEntry("status", "503").containsEntry("code", "overloaded")
                .containsEntry("type", "server_error");
        assertThat(refused.getFirst().headers().firstValue("Retry-After")).contains("15");
        speech.open();
        var statuses = new ArrayList<Integer>();
        for (var call : nine) {
            statuses.add(call.get(20, TimeUnit.SECONDS).statusCode());
        }
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(9);
        assertThat(speech.calls).hasValue(9);
        assertThat(speech.most).hasValue(1);
        assertThat(transcribe().get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void chat_whileSpeechRuns_isNotHeldUp() throws Exception {
        var running = transcribe();
        assertThat(speech.begun.await(10, TimeUnit.SECONDS)).isTrue();
        var answer = calls.chat(AiCalls.chatRequest("crealia_rerank",
                "{\"task\":\"rerank\",\"candidates\":[{\"id\":\"a\",\"text\":\"x\"}]}").toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(running.isDone()).isFalse();
    }

    @Test
    void close_duringWork_endsEveryCallAtOnce() throws Exception {
        var waiting = List.of(transcribe(), transcribe(), transcribe());
        assertThat(speech.begun.await(10, TimeUnit.SECONDS)).isTrue();
        long begin = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        for (var call : waiting) {
            await().atMost(Duration.ofSeconds(10)).until(call::isDone);
            if (call.state() == Future.State.SUCCESS) {
                assertThat(error(call.resultNow())).containsEntry("status", "503").containsEntry("code", "stopping");
            }
        }
        assertThat(waiting).anyMatch(call -> call.state() == Future.State.SUCCESS);
        assertThat(speech.calls).hasValueLessThanOrEqualTo(2);
    }
}
