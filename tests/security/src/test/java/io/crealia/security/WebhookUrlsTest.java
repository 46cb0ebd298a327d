package io.crealia.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.platform.json.Json;
import io.crealia.security.base.Bodies;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.Listener;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import io.crealia.webhooks.adapter.Dialer;
import io.crealia.webhooks.adapter.HostResolver;
import io.crealia.webhooks.adapter.PinnedHttpSender;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.PublicAddress;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Addresses of webhooks that lead, or may come to lead, into a private network. */
@ExtendWith(SharedEdition.class)
class WebhookUrlsTest {
    private static final Set<Integer> REFUSALS = Set.of(0, 400, 413, 422, 431);
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    private final Target target;
    private final Tally tally = Tally.of("webhook-urls");

    WebhookUrlsTest(Target target) {
        this.target = target;
    }

    @Test
    void create_addressThatIsNotPublic_isRefused() {
        target.send(target.call("GET", "/v1/webhook-endpoints"));
        var before = target.state();
        var inputs = Corpus.read("webhook-urls").stream().filter(input -> input.text("expect").equals("refused"))
                .toList();
        for (var input : inputs) {
            var text = input.text("url");
            if (WebhookUrl.parse(text, UrlPolicy.PUBLIC).isPresent()) {
                tally.acceptedWrongly(input.id(), "the grammar takes it");
            }
            var body = ("{\"url\":" + Bodies.quoted(text) + "}").getBytes(UTF_8);
            var reply = tally.refused(input.id(),
                    () -> target.send(target.call("POST", "/v1/webhook-endpoints").json(body)));
            if (!REFUSALS.contains(reply.status())) {
                tally.acceptedWrongly(input.id(), reply.toString());
            }
        }
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(150);
        tally.unchanged("webhook-urls", before, target.state());
        tally.verify();
    }

    @Test
    void post_nameThatLeadsInside_connectsToNothingPrivate() throws Exception {
        var inputs = Corpus.read("webhook-urls").stream().filter(input -> input.text("expect").equals("blocked"))
                .toList();
        try (var canary = new Listener()) {
            var inside = new CopyOnWriteArrayList<String>();
            var dialer = dialer(canary, inside);
            for (var input : inputs) {
                attempts(input, dialer);
            }
            assertThat(inside).as("private addresses that were dialled").isEmpty();
            assertThat(canary.connections()).as("connections to the canary").isZero();

            // The canary does sing: somebody who dials inside is seen.
            try (var socket = Dialer.socket()) {
                dialer.connect(socket, InetAddress.ofLiteral("127.0.0.1"), 443, Duration.ofSeconds(1));
            }
            await().until(() -> canary.connections() == 1);
            assertThat(inside).hasSize(1);
        }
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(60);
        tally.verify();
    }

    /** One attempt for each resolution, as a delivery that is tried again makes them; the last one must be blocked. */
    private void attempts(Input input, Dialer dialer) {
        var answers = new ArrayList<List<InetAddress>>();
        input.json().path("answers").forEach(answer -> {
            var addresses = new ArrayList<InetAddress>();
            answer.forEach(address -> addresses.add(InetAddress.ofLiteral(address.asText())));
            answers.add(addresses);
        });
        var asked = new AtomicInteger();
        HostResolver resolver = _ -> answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
        var sender = new PinnedHttpSender(UrlPolicy.PUBLIC_AND_LOOPBACK, Duration.ofSeconds(2), resolver, dialer,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), InstantSource.system());
        var url = WebhookUrl.parse(input.text("url"), UrlPolicy.PUBLIC).orElseThrow();
        for (int i = 1; i <= answers.size(); i++) {
            var begin = System.nanoTime();
            var outcome = sender.post(url, Map.of(), BODY);
            tally.input(input.id() + "#" + i, Duration.ofNanos(System.nanoTime() - begin), 0);
            var expected = i == answers.size() ? AttemptError.BLOCKED : AttemptError.CONNECT;
            if (!outcome.error().equals(Optional.of(expected))) {
                tally.acceptedWrongly(input.id(), Json.text(input.json()) + " " + outcome);
            }
        }
        if (asked.get() != answers.size()) {
            tally.acceptedWrongly(input.id(), "resolved " + asked + " times in " + answers.size() + " attempts");
        }
    }

    /** Whoever is sent inside reaches the canary; outside there is nobody in a test. */
    private static Dialer dialer(Listener canary, List<String> inside) {
        return (socket, address, port, timeout) -> {
            if (PublicAddress.isPublic(address)) {
                throw new ConnectException("nobody is outside");
            }
            inside.add(address.getHostAddress());
            socket.connect(new InetSocketAddress("127.0.0.1", canary.address().getPort()), (int) timeout.toMillis());
        };
    }
}
