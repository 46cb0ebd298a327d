package io.crealia.webhooks.adapter;

import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.PublicAddress;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import io.crealia.webhooks.port.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over a socket of its own. A general HTTP client would resolve the name a second time, follow redirects, obey
 * proxy settings, keep connections and unpack what a stranger sends; none of that can happen here. The name is resolved
 * once, every one of its addresses must be public, and the connection goes to the first of them; TLS then proves the name
 * (SNI, host name check). A watchdog closes the socket at the deadline, whatever the receiver does.
 */
public final class PinnedHttpSender implements WebhookSender {
    private static final Duration RESOLVE = Duration.ofSeconds(3);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration MINIMUM = Duration.ofMillis(1);
    private static final int DRAIN_MS = 250;

    private final UrlPolicy policy;
    private final Duration deadline;
    private final HostResolver resolver;
    private final Dialer dialer;
    private final Supplier<SSLSocketFactory> tls;
    private final InstantSource clock;

    /** @param deadline of a whole attempt, from resolving the name to the answer's last byte */
    public PinnedHttpSender(UrlPolicy policy, Duration deadline, HostResolver resolver, Dialer dialer,
            Supplier<SSLSocketFactory> tls, InstantSource clock) {
        this.policy = policy;
        this.deadline = deadline;
        this.resolver = resolver;
        this.dialer = dialer;
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public Outcome post(WebhookUrl url, Map<String, String> headers, byte[] body) {
        var end = System.nanoTime() + deadline.toNanos();
        try {
            var addresses = resolve(url, end);
            return permitted(url, addresses)
                    ? exchange(url, addresses.getFirst(), HttpMessage.request(url, headers, body), end)
                    : Outcome.failed(AttemptError.BLOCKED);
        } catch (UnknownHostException e) {
            return Outcome.failed(AttemptError.DNS);
        }
    }

    private boolean permitted(WebhookUrl url, List<InetAddress> addresses) {
        if (url.isLoopback()) {
            return policy == UrlPolicy.PUBLIC_AND_LOOPBACK
                    && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        }
        return addresses.stream().allMatch(PublicAddress::isPublic);
    }

    // The machine's resolver has no deadline of its own, so it gets a thread that may be left behind.
    private List<InetAddress> resolve(WebhookUrl url, long end) throws UnknownHostException {
        var task = new FutureTask<>(() -> resolver.resolve(url.host()));
        Thread.ofVirtual().name("webhook-resolve").start(task);
        try {
            var addresses = task.get(Math.min(RESOLVE.toNanos(), end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (!addresses.isEmpty()) {
                return addresses;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // As if the name had no address.
        }
        throw new UnknownHostException(url.host());
    }

    private Outcome exchange(WebhookUrl url, InetAddress address, byte[] request, long end) {
        var connection = Dialer.socket();
        try (var _ = Watchdog.over(connection, left(end)); connection) {
            dialer.connect(connection, address, url.port(), left(end).compareTo(CONNECT) < 0 ? left(end) : CONNECT);
            return url.secure() ? secured(url, connection, request) : talk(connection, request);
        } catch (SocketTimeoutException e) {
            return Outcome.failed(AttemptError.TIMEOUT);
        } catch (ProtocolException e) {
            return Outcome.failed(AttemptError.PROTOCOL);
        } catch (SSLException e) {
            return Outcome.failed(late(end) ? AttemptError.TIMEOUT : AttemptError.TLS);
        } catch (IOException e) {
            return Outcome.failed(late(end) ? AttemptError.TIMEOUT : AttemptError.CONNECT);
        }
    }

    private Outcome secured(WebhookUrl url, Socket connection, byte[] request) throws IOException {
        try (var socket = (SSLSocket) tls.get().createSocket(connection, url.host(), url.port(), true)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(url.host())));
            parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return talk(socket, request);
        }
    }

    private Outcome talk(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        var in = socket.getInputStream();
        var head = HttpMessage.head(in);
        var outcome = Outcome.answered(head.status(),
                head.retryAfter().flatMap(value -> RetryAfter.parse(value, clock.instant())));
        try {
            socket.setSoTimeout(DRAIN_MS);
            HttpMessage.drain(in, head);
        } catch (IOException e) {
            // The answer was given; what is wrong with its body is not ours to judge.
        }
        return outcome;
    }

    private static Duration left(long end) {
        var left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(MINIMUM) < 0 ? MINIMUM : left;
    }

    private static boolean late(long end) {
        return System.nanoTime() >= end;
    }
}
