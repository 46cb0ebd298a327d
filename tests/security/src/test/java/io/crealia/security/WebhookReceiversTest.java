package io.crealia.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.Listener;
import io.crealia.security.base.Tally;
import io.crealia.testkit.net.ScriptedServer;
import io.crealia.webhooks.adapter.Dialer;
import io.crealia.webhooks.adapter.HostResolver;
import io.crealia.webhooks.adapter.PinnedHttpSender;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** Receivers of webhooks that redirect, drip, flood, lie or say nothing. */
class WebhookReceiversTest {
    private static final Duration DEADLINE = Duration.ofMillis(1500);

    private static final int TRIES = 3;

    private final Tally tally = Tally.of("webhook-receivers");
    private final PinnedHttpSender sender = new PinnedHttpSender(UrlPolicy.PUBLIC_AND_LOOPBACK, DEADLINE,
            HostResolver.SYSTEM, Dialer.DIRECT, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
            InstantSource.system());

    @Test
    void post_hostileReceiver_endsInTimeAndIsCalledWhatItIs() {
        var inputs = Corpus.read("webhook-receivers");
        try (var canary = new Listener()) {
            for (var input : inputs) {
                attempt(input, canary);
            }
            assertThat(canary.connections()).as("connections that an answer asked for").isZero();
        }
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(80);
        tally.verify();
    }

    /** What came too late on a busy machine is tried again, at most twice. */
    private void attempt(Input input, Listener canary) {
        var bytes = new String(input.bytes("answer"), ISO_8859_1).replace("${canary}", canary.address().toString())
                .getBytes(ISO_8859_1);
        for (int tries = 1;; tries++) {
            try (var server = ScriptedServer.start(connection -> answer(input, bytes, connection))) {
                var url = WebhookUrl.parse("http://127.0.0.1:" + server.port() + "/", UrlPolicy.PUBLIC_AND_LOOPBACK)
                        .orElseThrow();
                var begin = System.nanoTime();
                var outcome = sender.post(url, Map.of(), "{}".getBytes(UTF_8));
                var took = Duration.ofNanos(System.nanoTime() - begin);
                var right = input.text("expect").equals(called(outcome)) && server.connections() == 1;
                if (right && took.compareTo(Tally.SLOW) <= 0 || tries == TRIES) {
                    tally.input(input.id(), took, 0);
                    if (!right) {
                        tally.acceptedWrongly(input.id(),
                                outcome + " after " + server.connections() + " connections");
                    }
                    return;
                }
            }
        }
    }

    private static String called(Outcome outcome) {
        return outcome.error().map(AttemptError::wireName).orElse("taken");
    }

    private static void answer(Input input, byte[] bytes, Socket connection)
            throws IOException, InterruptedException {
        var then = input.optional("then").orElse("close");
        if (then.equals("reset")) {
            connection.setSoLinger(true, 0);
            return;
        }
        var drip = input.json().path("drip_ms").asInt();
        var out = connection.getOutputStream();
        if (drip == 0) {
            out.write(bytes);
        } else {
            var burst = input.json().path("burst").asInt();
            out.write(bytes, 0, burst);
            for (int i = burst; i < bytes.length; i++) {
                Thread.sleep(drip);
                out.write(bytes[i]);
            }
        }
        if (then.equals("hang")) {
            Thread.sleep(DEADLINE.multipliedBy(4));
        }
    }
}
