package io.crealia.local.cloud.ai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cloud.Running;
import io.crealia.local.cloud.ai.text.ExtractiveText;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Speech and text models of this machine behind the HTTP API of OpenAI: {@code POST /v1/audio/transcriptions},
 * {@code POST /v1/chat/completions} and {@code GET /v1/models}. What they can do, and what not, is in docs/local-ai.md.
 * Models are loaded when they are first asked.
 */
public final class AiServer implements Running {
    private static final Logger LOG = System.getLogger(AiServer.class.getName());
    private static final int WAITING = 8;
    private static final int SECONDS_TO_END = 1;

    private final HttpServer http;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final JobQueue speech = new JobQueue("local-ai-speech", WAITING);
    private final JobQueue text = new JobQueue("local-ai-text", WAITING);
    private final String key;
    private final TranscriptionsApi transcriptions;
    private final ChatApi chat;
    private final ModelsApi models = new ModelsApi();

    private AiServer(HttpServer http, String key, InstantSource clock, Supplier<SpeechEngine> speechEngine,
            Supplier<ExtractiveText> textEngine) {
        this.http = http;
        this.key = key;
        this.transcriptions = new TranscriptionsApi(new Lazy<>(speechEngine), speech);
        this.chat = new ChatApi(new Lazy<>(textEngine), text, clock);
    }

    /**
     * @param key the bearer token that every request must carry
     * @throws java.net.BindException the port is taken
     */
    public static AiServer start(int port, String key, InstantSource clock) throws IOException {
        return start(port, key, clock, SphinxSpeechEngine::new, ExtractiveText::new);
    }

    static AiServer start(int port, String key, InstantSource clock, Supplier<SpeechEngine> speech,
            Supplier<ExtractiveText> text) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        var server = new AiServer(http, key, clock, speech, text);
        http.setExecutor(server.requests);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    int port() {
        return http.getAddress().getPort();
    }

    private void handle(HttpExchange raw) throws IOException {
        try (raw) {
            var exchange = new Exchange(raw);
            try {
                route(exchange);
            } catch (AiException e) {
                exchange.answer(e);
            } catch (RuntimeException e) {
                LOG.log(Logger.Level.ERROR, exchange.method() + " " + exchange.path() + " failed", e);
                exchange.answer(AiException.internal());
            }
        }
    }

    private void route(Exchange exchange) throws IOException {
        exchange.authorise(key);
        switch (exchange.path()) {
            case "/v1/audio/transcriptions" -> {
                expect(exchange, "POST");
                transcriptions.handle(exchange);
            }
            case "/v1/chat/completions" -> {
                expect(exchange, "POST");
                chat.handle(exchange);
            }
            case String path when path.equals(ModelsApi.PATH) || path.startsWith(ModelsApi.PATH + "/") -> {
                expect(exchange, "GET");
                models.handle(exchange);
            }
            default -> throw AiException.unknownPath();
        }
    }

    private static void expect(Exchange exchange, String method) {
        if (!exchange.method().equals(method)) {
            exchange.allow(method);
            throw AiException.method(method);
        }
    }

    @Override
    public String description() {
        return "OpenAI-compatible AI: " + String.join(", ", ModelsApi.NAMES);
    }

    /** Callers that wait for a job are told that the server stops; a job that does not heed it ends with the process. */
    @Override
    public void close() {
        speech.close();
        text.close();
        requests.shutdown();
        try {
            requests.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop(0);
        requests.shutdownNow();
    }
}
