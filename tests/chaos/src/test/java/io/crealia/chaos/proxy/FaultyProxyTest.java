package io.crealia.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.crealia.chaos.proxy.FaultyProxy.Weather;
import io.crealia.testkit.net.HttpLine;
import io.crealia.testkit.net.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
    private static final Weather WEATHER = new Weather(Duration.ofMillis(300), 20_000, Duration.ofMillis(200));
    private static final String BODY = "b".repeat(10_000);

    private final List<String> served = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Action> actions = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private FaultyProxy proxy;
    private HttpLine line;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            served.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length());
            exchange.sendResponseHeaders(200, body.length() + 2L);
            exchange.getResponseBody().write((body + "ok").getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        proxy = proxy(server.getAddress());
        line = new HttpLine(proxy.port());
    }

    private FaultyProxy proxy(InetSocketAddress target) {
        return FaultyProxy.start(target, new HttpProtocol(head -> "test." + head.method()),
                _ -> Optional.ofNullable(actions.poll()).orElse(Action.PASS), WEATHER);
    }

    @AfterEach
    void stop() {
        line.close();
        proxy.close();
        server.stop(0);
    }

    private Optional<HttpLine.Answer> post() {
        return line.send("POST", "/a?b=c", Map.of("X-Test", "1"), BODY);
    }

    private static Action inject(ProxyFault fault) {
        return new Action.Inject(fault);
    }

    @Test
    void noFault_requestsOfOneConnectionPassUnchanged() {
        for (int i = 0; i < 3; i++) {
            var answer = post().orElseThrow();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(BODY + "ok");
        }
        assertThat(served).containsExactly("POST /a?b=c 10000", "POST /a?b=c 10000", "POST /a?b=c 10000");
        assertThat(proxy.inFlight(_ -> true)).isZero();
    }

    @Test
    void dropReply_theServerHasDoneItAndTheClientKnowsNothing() {
        actions.add(inject(ProxyFault.DROP_REPLY));

        assertThat(post()).isEmpty();

        assertThat(served).containsExactly("POST /a?b=c 10000");
        assertThat(post()).isPresent();
    }

    @Test
    void delay_theRequestComesLate() {
        actions.add(inject(ProxyFault.DELAY));
        var begin = System.nanoTime();

        assertThat(post()).isPresent();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(WEATHER.delay());
    }

    @Test
    void cut_theServerNeverHearsOfIt() {
        actions.add(inject(ProxyFault.CUT));

        assertThat(post()).isEmpty();

        assertThat(post()).isPresent();
        assertThat(served).hasSize(1);
    }

    @Test
    void cutMiddle_theServerGetsHalfOfTheBody() {
        var got = new CopyOnWriteArrayList<String>();
        try (var raw = ScriptedServer.unasked(connection -> {
            var bytes = new java.io.ByteArrayOutputStream();
            var buffer = new byte[1024];
            try {
                for (int read = connection.getInputStream().read(buffer); read >= 0; read = connection.getInputStream()
                        .read(buffer)) {
                    bytes.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // Reset, as is to be.
            }
            got.add(bytes.toString(StandardCharsets.UTF_8));
        });
                var cut = proxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), raw.port()));
                var client = new HttpLine(cut.port())) {
            actions.add(inject(ProxyFault.CUT_MIDDLE));

            assertThat(client.send("POST", "/a", Map.of(), BODY)).isEmpty();

            await().until(() -> got.size() == 1);
            // A reset may throw away what the server had not read yet.
            assertThat(got.getFirst().length()).isLessThan(BODY.length() / 2 + 200);
        }
    }

    @Test
    void throttle_bytesTrickle() {
        actions.add(inject(ProxyFault.THROTTLE));
        var begin = System.nanoTime();

        assertThat(post().orElseThrow().body()).hasSize(BODY.length() + 2);

        // 10,000 bytes each way at 20,000 a second.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void refuse_newConnectionsAreRefusedForAWhileAndOpenOnesGoOn() {
        actions.add(inject(ProxyFault.REFUSE));

        assertThat(post()).isPresent();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close())
                .isInstanceOf(ConnectException.class);
        assertThat(post()).isPresent();
        await().ignoreException(ConnectException.class)
                .untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close());
    }

    @Test
    void crashBefore_killsAndTheServerNeverHearsOfIt() {
        var killed = new AtomicBoolean();
        actions.add(new Action.Crash(false, () -> killed.set(true)));

        assertThat(post()).isEmpty();

        assertThat(killed).isTrue();
        assertThat(served).isEmpty();
    }

    @Test
    void crashAfter_killsWhenTheServerHasDoneItAndNobodyGetsTheReply() {
        var servedAtKill = new CopyOnWriteArrayList<String>();
        var underWay = new CopyOnWriteArrayList<Integer>();
        actions.add(new Action.Crash(true, () -> {
            servedAtKill.addAll(served);
            underWay.add(proxy.inFlight("test.POST"::equals));
        }));

        assertThat(post()).isEmpty();

        assertThat(underWay).containsExactly(1);

        assertThat(servedAtKill).containsExactly("POST /a?b=c 10000");
    }

    @Test
    void inFlight_countsWhatHasNoReplyYet() {
        var go = new CountDownLatch(1);
        try (var slow = ScriptedServer.start(connection -> {
            go.await();
            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        });
                var counted = proxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), slow.port()));
                var client = new HttpLine(counted.port())) {
            var answer = Thread.ofVirtual().start(() -> client.send("POST", "/a", Map.of(), BODY));
            await().until(() -> counted.inFlight("test.POST"::equals) == 1);
            go.countDown();
            await().until(() -> !answer.isAlive() && counted.inFlight(_ -> true) == 0);
        }
    }

    @Test
    void serverAway_theClientSeesABrokenConnection() {
        server.stop(0);

        assertThat(post()).isEmpty();
    }

    @Test
    void chunkedBodyAndContinue_passUnchanged() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.getOutputStream().write(("POST /chunks HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(head(socket)).startsWith("HTTP/1.1 100");
            socket.getOutputStream()
                    .write("4\r\nabcd\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
        assertThat(served).containsExactly("POST /chunks 14");
    }

    private static String head(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) socket.getInputStream().read());
        }
        return text.toString();
    }
}
