package io.crealia.webhooks.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.testkit.MovableClock;
import io.crealia.testkit.net.ScriptedServer;
import io.crealia.testkit.net.TlsIdentity;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinnedHttpSenderTest {
    private static final String HOST = "hooks.example.com";
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static TlsIdentity genuine;
    private static TlsIdentity other;
    private static TlsIdentity expired;
    private static TlsIdentity untrusted;
    private static SSLContext trust;

    /** Where the sender wanted to go. */
    private final List<String> dialled = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void identities(@TempDir Path directory) {
        genuine = TlsIdentity.of(HOST, directory);
        other = TlsIdentity.of("other.example.com", directory);
        expired = TlsIdentity.expired(HOST, directory);
        untrusted = TlsIdentity.of(HOST, directory);
        trust = TlsIdentity.trusting(genuine, other, expired);
    }

    @Test
    void post_overTls_sendsTheMessageToThePinnedAddress() {
        try (var server = ScriptedServer.start(genuine.server(), c -> c.getOutputStream().write(OK.getBytes(UTF_8)))) {
            var outcome = sender(server, _ -> List.of(PUBLIC)).post(url("https://" + HOST + ":8443/a?b=c"),
                    Map.of("webhook-id", "evt_1"), BODY);

            assertThat(outcome).isEqualTo(Outcome.answered(200, Optional.empty()));
            assertThat(dialled).containsExactly("8.8.8.8:8443");
            assertThat(server.requests()).singleElement().satisfies(request -> assertThat(request)
                    .startsWith("POST /a?b=c HTTP/1.1\r\nHost: " + HOST + ":8443\r\n")
                    .contains("\r\nwebhook-id: evt_1\r\n").contains("\r\nContent-Length: 7\r\n")
                    .contains("\r\nContent-Type: application/json\r\n").contains("\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\n{\"a\":1}"));
        }
    }

    @Test
    void post_certificateOfAnotherName_isRefusedBeforeAnythingIsSent() {
        assertTlsRefused(other);
    }

    @Test
    void post_expiredCertificate_isRefused() {
        assertTlsRefused(expired);
    }

    @Test
    void post_untrustedCertificate_isRefused() {
        assertTlsRefused(untrusted);
    }

    @Test
    void post_plainHttpOnATlsPort_isRefused() {
        try (var server = ScriptedServer.unasked(c -> c.getOutputStream().write(OK.getBytes(UTF_8)))) {
            assertThat(sender(server, _ -> List.of(PUBLIC)).post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.failed(AttemptError.TLS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "::1", "fd00:ec2::254",
            "64:ff9b::7f00:1", "2002:7f00:1::1", "0.0.0.0"})
    void post_oneOfSeveralAddressesPrivate_connectsToNone(String address) {
        try (var server = ScriptedServer.start(genuine.server(), c -> c.getOutputStream().write(OK.getBytes(UTF_8)))) {
            HostResolver resolver = _ -> List.of(PUBLIC, InetAddress.ofLiteral(address));

            assertThat(sender(server, resolver).post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.failed(AttemptError.BLOCKED));
            assertThat(dialled).isEmpty();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void post_nameThatRebinds_isResolvedOnceForBothCheckAndConnection() {
        var asked = new AtomicInteger();
        HostResolver rebinding = _ -> List
                .of(asked.getAndIncrement() == 0 ? PUBLIC : InetAddress.ofLiteral("127.0.0.1"));
        try (var server = ScriptedServer.start(genuine.server(), c -> c.getOutputStream().write(OK.getBytes(UTF_8)))) {
            var sender = sender(server, rebinding);

            assertThat(sender.post(url("https://" + HOST), Map.of(), BODY).success()).isTrue();
            assertThat(asked).hasValue(1);
            assertThat(sender.post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.failed(AttemptError.BLOCKED));
            assertThat(dialled).containsExactly("8.8.8.8:443");
        }
    }

    @Test
    void post_nameDoesNotResolve_isADnsFailure() {
        try (var server = ScriptedServer.answering(OK)) {
            assertThat(sender(server, host -> {
                throw new UnknownHostException(host);
            }).post(url("https://" + HOST), Map.of(), BODY)).isEqualTo(Outcome.failed(AttemptError.DNS));
            assertThat(sender(server, _ -> List.of()).post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.failed(AttemptError.DNS));
        }
    }

    @Test
    void post_resolverHangs_endsAtTheDeadline() {
        var never = new CountDownLatch(1);
        try (var server = ScriptedServer.answering(OK)) {
            var start = System.nanoTime();
            assertThat(sender(server, _ -> {
                never.await();
                return List.of(PUBLIC);
            }).post(url("https://" + HOST), Map.of(), BODY)).isEqualTo(Outcome.failed(AttemptError.DNS));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(1));
        } finally {
            never.countDown();
        }
    }

    @Test
    void post_handshakeHangs_endsAtTheDeadline() {
        try (var server = ScriptedServer.start(c -> Thread.sleep(60_000))) {
            var start = System.nanoTime();
            assertThat(sender(server, _ -> List.of(PUBLIC)).post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.failed(AttemptError.TIMEOUT));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(1));
        }
    }

    @Test
    void post_loopbackWithoutTheLocalEditionsPolicy_isBlocked() {
        try (var server = ScriptedServer.answering(OK)) {
            var url = WebhookUrl.parse("http://127.0.0.1:" + server.port() + "/", UrlPolicy.PUBLIC_AND_LOOPBACK)
                    .orElseThrow();
            var strict = new PinnedHttpSender(UrlPolicy.PUBLIC, DEADLINE, HostResolver.SYSTEM, Dialer.DIRECT,
                    trust::getSocketFactory, new MovableClock());
            assertThat(strict.post(url, Map.of(), BODY)).isEqualTo(Outcome.failed(AttemptError.BLOCKED));
            assertThat(server.connections()).isZero();

            var local = new PinnedHttpSender(UrlPolicy.PUBLIC_AND_LOOPBACK, DEADLINE, HostResolver.SYSTEM,
                    Dialer.DIRECT, trust::getSocketFactory, new MovableClock());
            assertThat(local.post(url, Map.of(), BODY).success()).isTrue();
        }
    }

    @Test
    void post_nobodyListens_isAConnectFailure() {
        int port;
        try (var server = ScriptedServer.answering(OK)) {
            port = server.port();
        }
        var url = WebhookUrl.parse("http://127.0.0.1:" + port + "/", UrlPolicy.PUBLIC_AND_LOOPBACK).orElseThrow();
        assertThat(new PinnedHttpSender(UrlPolicy.PUBLIC_AND_LOOPBACK, DEADLINE, HostResolver.SYSTEM, Dialer.DIRECT,
                trust::getSocketFactory, new MovableClock()).post(url, Map.of(), BODY))
                .isEqualTo(Outcome.failed(AttemptError.CONNECT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "Sun, 01 Mar 2026 12:02:00 GMT"})
    void post_retryAfter_isTold(String value) {
        try (var server = ScriptedServer.start(genuine.server(), c -> c.getOutputStream()
                .write(("HTTP/1.1 503 Busy\r\nRetry-After: " + value + "\r\n\r\n").getBytes(UTF_8)))) {
            assertThat(sender(server, _ -> List.of(PUBLIC)).post(url("https://" + HOST), Map.of(), BODY).retryAfter())
                    .contains(Duration.ofMinutes(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "soon", "1e3", "99999999999", "Sun, 01 Mar 2020 12:02:00 GMT"})
    void post_strangeRetryAfter_saysNothing(String value) {
        try (var server = ScriptedServer.start(genuine.server(), c -> c.getOutputStream()
                .write(("HTTP/1.1 503 Busy\r\nRetry-After: " + value + "\r\n\r\n").getBytes(UTF_8)))) {
            assertThat(sender(server, _ -> List.of(PUBLIC)).post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.answered(503, Optional.empty()));
        }
    }

    private void assertTlsRefused(TlsIdentity identity) {
        try (var server = ScriptedServer.start(identity.server(), c -> c.getOutputStream().write(OK.getBytes(UTF_8)))) {
            assertThat(sender(server, _ -> List.of(PUBLIC)).post(url("https://" + HOST), Map.of(), BODY))
                    .isEqualTo(Outcome.failed(AttemptError.TLS));
            assertThat(server.requests()).noneMatch(request -> request.contains("POST"));
        }
    }

    /** Notes where it is to go, and goes to the server of the test instead. */
    private PinnedHttpSender sender(ScriptedServer server, HostResolver resolver) {
        return new PinnedHttpSender(UrlPolicy.PUBLIC, DEADLINE, resolver, (socket, address, port, timeout) -> {
            dialled.add(address.getHostAddress() + ":" + port);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()), (int) timeout.toMillis());
        }, trust::getSocketFactory, new MovableClock());
    }

    private static WebhookUrl url(String text) {
        return WebhookUrl.parse(text, UrlPolicy.PUBLIC).orElseThrow();
    }
}
