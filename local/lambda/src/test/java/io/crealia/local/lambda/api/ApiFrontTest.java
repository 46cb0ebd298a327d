package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.TestFunctions;
import io.crealia.local.lambda.handler.EchoHandler;
import io.crealia.local.lambda.handler.FailingHandler;
import io.crealia.local.lambda.handler.FixedHandler;
import io.crealia.local.lambda.handler.NotAHandler;
import io.crealia.local.lambda.handler.SlowHandler;
import io.crealia.local.lambda.template.ApiDefinition;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiFrontTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-10T00:03:59.428Z");
    private static final ApiDefinition API = new ApiDefinition("Api", "local", OptionalInt.of(100),
            Optional.of(new ApiDefinition.Cors("https://app.example", Optional.empty(), Optional.of("authorization"),
                    Optional.of("600"), false)),
            Map.of("DEFAULT_4XX", own(OptionalInt.empty(), "X-Of-4xx", Optional.empty()), "DEFAULT_5XX",
                    own(OptionalInt.empty(), "X-Of-5xx", Optional.empty()), "INTEGRATION_TIMEOUT",
                    own(OptionalInt.of(503), "X-Of-Timeout", Optional.of("{\"id\":\"$context.requestId\"}"))),
            Optional.empty());
    private static final Duration PATIENCE = Duration.ofMillis(2000);

    private static final List<FunctionDefinition> FUNCTIONS = List.of(
            TestFunctions.function("Echo", EchoHandler.class, Duration.ofSeconds(10), Map.of(),
                    route("POST", "/v1/things/{thing_id}"), route("GET", "/v1/things/{thing_id}"),
                    route("GET", "/v1/things")),
            fixed("Headers",
                    """
                            {"statusCode":201,"headers":{"X-One":"single","X-Two":"lost","Transfer-Encoding":"chunked"},
                             "multiValueHeaders":{"x-two":["a","b"],"Set-Cookie":["c=1","d=2"]},"body":"made","more":{"a":[1]}}"""),
            fixed("Binary",
                    """
                            {"statusCode":"200","headers":{"Content-Type":"image/png"},"body":"AAH/","isBase64Encoded":true}"""),
            fixed("Large", "{\"statusCode\":200,\"body\":\"" + "abc".repeat(100) + "\"}"),
            fixed("Packed",
                    "{\"statusCode\":200,\"headers\":{\"content-encoding\":\"br\"},\"body\":\"" + "x".repeat(200)
                            + "\"}"),
            fixed("Empty", "{\"statusCode\":204}"), fixed("NotJson", "ok"), fixed("NoStatus", "{\"body\":\"x\"}"),
            fixed("BadStatus", "{\"statusCode\":999}"), fixed("ObjectBody", "{\"statusCode\":200,\"body\":{}}"),
            fixed("BadBase64", "{\"statusCode\":200,\"body\":\"***\",\"isBase64Encoded\":true}"),
            fixed("SplitHeader", "{\"statusCode\":200,\"headers\":{\"A\":\"x\\r\\nB: y\"}}"), fixed("Nothing", ""),
            fixed("Huge", "{\"statusCode\":200,\"body\":\"" + "x".repeat(6 * 1024 * 1024) + "\"}"),
            TestFunctions.function("Failing", FailingHandler.class, Duration.ofSeconds(10), Map.of(),
                    route("GET", "/Failing")),
            TestFunctions.function("NotAHandler", NotAHandler.class, Duration.ofSeconds(10), Map.of(),
                    route("GET", "/NotAHandler")),
            TestFunctions.function("Slow", SlowHandler.class, Duration.ofSeconds(60), Map.of("BUSY_MS", "8000"),
                    route("GET", "/Slow")),
            TestFunctions.function("Short", SlowHandler.class, Duration.ofMillis(50), Map.of(),
                    route("GET", "/Short")));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static LocalLambda lambda;
    private static ApiFront front;

    @BeforeAll
    static void start() throws Exception {
        lambda = TestFunctions.lambda(FUNCTIONS);
        front = ApiFront.start(API, FUNCTIONS, lambda, settings(0));
        get("/v1/things"); // What comes first loads classes, and may outlast the patience on a busy machine.
    }

    @AfterAll
    static void stop() {
        front.close();
        lambda.close();
        CLIENT.close();
    }

    @Test
    void answer_proxyEvent_hasEveryFieldOfARecordedOne() throws Exception {
        JsonNode recorded;
        try (var in = ApiFrontTest.class.getResourceAsStream("/io/crealia/local/lambda/rest-proxy-event.json")) {
            recorded = JSON.readTree(in);
        }
        var event = event(request("/v1/things/thg_1?tag=first&tag=second&q=a+b").header("Accept", "*/*")
                .header("Accept-Encoding", "identity").header("Content-Type", "application/json")
                .header("User-Agent", "test/1").POST(BodyPublishers.ofString("{\"name\":\"你\"}")));

        assertThat(shape(event)).isEqualTo(shape(recorded));
        for (var same : List.of("/resource", "/path", "/httpMethod", "/queryStringParameters",
                "/multiValueQueryStringParameters", "/pathParameters", "/stageVariables", "/body", "/isBase64Encoded",
                "/requestContext/resourcePath", "/requestContext/httpMethod", "/headers/Accept")) {
            assertThat(event.at(same)).as(same).isEqualTo(recorded.at(same));
        }
        var context = event.path("requestContext");
        assertThat(context.path("path").asText()).isEqualTo("/local/v1/things/thg_1");
        assertThat(context.path("requestTime").asText()).isEqualTo("10/Mar/2026:00:03:59 +0000");
        assertThat(context.path("requestTimeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(context.at("/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.at("/identity/userAgent").asText()).isEqualTo("test/1");
    }

    @Test
    void answer_nothingButAPath_givesNulls() throws Exception {
        var event = event(request("/v1/things").GET());

        assertThat(event.path("queryStringParameters").isNull()).isTrue();
        assertThat(event.path("multiValueQueryStringParameters").isNull()).isTrue();
        assertThat(event.path("pathParameters").isNull()).isTrue();
        assertThat(event.path("body").isNull()).isTrue();
    }

    @Test
    void answer_repeatedHeader_keepsAllAndShowsTheLast() throws Exception {
        var event = event(request("/v1/things").header("x-many-words", "1").header("x-many-words", "2").GET());

        assertThat(event.at("/headers/X-Many-Words").asText()).isEqualTo("2");
        assertThat(event.at("/multiValueHeaders/X-Many-Words")).isEqualTo(JSON.readTree("[\"1\",\"2\"]"));
    }

    @Test
    void answer_forwardedRequest_appendsTheClient() throws Exception {
        var event = event(request("/v1/things").header("X-Forwarded-For", "203.0.113.7").GET());

        assertThat(event.at("/headers/X-Forwarded-For").asText()).isEqualTo("203.0.113.7, 127.0.0.1");
    }

    @Test
    void answer_bodyThatIsNotText_travelsAsBase64() throws Exception {
        var event = event(request("/v1/things/x").POST(BodyPublishers.ofByteArray(new byte[]{0, (byte) 0xff})));

        assertThat(event.path("body").asText()).isEqualTo("AP8=");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void answer_brokenQuery_is400() throws Exception {
        assertThat(raw("GET /v1/things?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).contains("400");
    }

    @Test
    void answer_targetThatIsNoUri_is400() throws Exception {
        assertThat(raw("GET /v1/things?a=<> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).contains(" 400 ");
        assertThat(raw("GET mailto:a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).contains(" 400 ");
    }

    @Test
    void answer_whatIsNoHttp_is400AndTheConnectionEnds() throws Exception {
        assertThat(raw("\u0001\u0002 nonsense\r\n\r\n")).contains(" 400 ");
    }

    @Test
    void answer_headThatIsTooLong_is414AndTheConnectionEnds() throws Exception {
        assertThat(raw("GET /v1/things?a=" + "x".repeat(2_200_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")).contains(" 414 ");
        assertThat(raw("GET /v1/things HTTP/1.1\r\nHost: x\r\nX-A: " + "x".repeat(2_200_000) + "\r\n\r\n"))
                .contains(" 414 ");
    }

    @Test
    void answer_severalRequestsAtOnceOnAConnection_comeInTheirOrder() throws Exception {
        var last = "GET /Headers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        var answers = rawAll(
                "GET /Slow HTTP/1.1\r\nHost: x\r\n\r\n" + "GET /Empty HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3)
                        + last);
        assertThat(Pattern.compile("HTTP/1.1 (\\d{3})").matcher(answers).results().map(found -> found.group(1)))
                .containsExactly("503", "204", "204", "204", "201");
    }

    @Test
    void answer_http10_endsTheConnection() throws Exception {
        assertThat(raw("GET /Headers HTTP/1.0\r\n\r\n")).contains(" 201 ");
    }

    @Test
    void answer_head_hasTheLengthAndNoBody() throws Exception {
        assertThat(rawAll("HEAD /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsIgnoringCase("content-length: 42").endsWith("\r\n\r\n");
    }

    @Test
    void answer_moreThanAFunctionsTurns_outlastingThePatience_areAllToldInTime() throws Exception {
        var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < Turns.READS + 4; i++) {
            waiting.add(CLIENT.sendAsync(request("/Slow").GET().build(), BodyHandlers.ofString()));
        }
        for (var each : waiting) {
            assertThat(each.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        }
        assertThat(get("/Empty").statusCode()).isEqualTo(204);
    }

    @Test
    void answer_functionsHeaders_arePassedOnAndMultiValueWins() throws Exception {
        var response = get("/Headers");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("made");
        assertThat(response.headers().allValues("X-One")).containsExactly("single");
        assertThat(response.headers().allValues("X-Two")).containsExactly("a", "b");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("c=1", "d=2");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void answer_base64Body_isDecoded() throws Exception {
        var response = CLIENT.send(request("/Binary").GET().build(), BodyHandlers.ofByteArray());

        assertThat(response.body()).containsExactly(0, 1, 0xff);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
    }

    @Test
    void answer_noContent_hasNoBody() throws Exception {
        assertThat(get("/Empty").statusCode()).isEqualTo(204);
    }

    @Test
    void answer_largeBody_isCompressedForClientsThatAccept() throws Exception {
        var packed = CLIENT.send(request("/Large").header("Accept-Encoding", "deflate, gzip;q=0.5").GET().build(),
                BodyHandlers.ofByteArray());

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abc".repeat(100));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "gzip;q=0", "gzip;q=0, br", "*;q=0"})
    void answer_clientThatDoesNotAccept_getsPlainText(String acceptEncoding) throws Exception {
        var plain = CLIENT.send(request("/Large").header("Accept-Encoding", acceptEncoding).GET().build(),
                BodyHandlers.ofString());

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).isEqualTo("abc".repeat(100));
    }

    @Test
    void answer_smallOrAlreadyEncodedBody_isNotCompressed() throws Exception {
        var small = CLIENT.send(request("/Headers").header("Accept-Encoding", "gzip").GET().build(),
                BodyHandlers.ofString());
        var encoded = CLIENT.send(request("/Packed").header("Accept-Encoding", "gzip").GET().build(),
                BodyHandlers.ofString());

        assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(encoded.headers().allValues("Content-Encoding")).containsExactly("br");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/", "/v1/things/a/b"})
    void answer_unknownPath_is403AsApiGatewayHasIt(String path) throws Exception {
        var response = get(path);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(response.headers().firstValue("X-Of-4xx")).contains("yes");
    }

    @Test
    void answer_knownPathOtherMethod_is403() throws Exception {
        assertThat(CLIENT.send(request("/v1/things").DELETE().build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/NotJson", "/NoStatus", "/BadStatus", "/ObjectBody", "/BadBase64", "/SplitHeader",
            "/Nothing", "/Huge", "/Failing", "/NotAHandler", "/Short"})
    void answer_functionThatFailsOrIsNotUnderstood_is502(String path) throws Exception {
        var response = get(path);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(response.headers().firstValue("X-Of-5xx")).contains("yes");
    }

    @Test
    void answer_functionThatOutlastsTheGateway_isAnsweredAsTheTemplateHasIt() throws Exception {
        var response = get("/Slow");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo(
                "{\"id\":\"" + response.headers().firstValue("x-amzn-RequestId").orElseThrow() + "\"}");
        assertThat(response.headers().firstValue("X-Of-Timeout")).contains("yes");
        assertThat(response.headers().firstValue("X-Of-5xx")).isEmpty();
    }

    @Test
    void answer_bodyOver10MiB_is413() throws Exception {
        var atTheLimit = request("/v1/things/x").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024]));
        var over = request("/v1/things/x").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]));

        assertThat(CLIENT.send(atTheLimit.build(), BodyHandlers.ofString()).statusCode()).isNotEqualTo(413);
        var response = CLIENT.send(over.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
    }

    @Test
    void answer_bodyOver10MiB_endsAConnectionThatIsNotKept() throws Exception {
        var body = "x".repeat(10 * 1024 * 1024 + 1);
        var post = "POST /v1/things/x HTTP/1.1\r\nHost: x\r\n%sContent-Length: " + body.length() + "\r\n\r\n" + body;
        assertThat(rawAll(post.formatted("Connection: close\r\n"))).contains(" 413 ").contains("connection: close");
        assertThat(rawAll(post.formatted("") + "GET /Empty HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains(" 413 ").contains(" 204 ");
    }

    @Test
    void answer_preflight_isWhatSamDeclares() throws Exception {
        var response = CLIENT.send(request("/v1/things/x").method("OPTIONS", BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example");
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).contains("GET,OPTIONS,POST");
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers")).contains("authorization");
        assertThat(response.headers().firstValue("Access-Control-Max-Age")).contains("600");
    }

    @Test
    void answer_preflightOfUnknownPath_is403() throws Exception {
        assertThat(CLIENT.send(request("/nowhere").method("OPTIONS", BodyPublishers.noBody()).build(),
                BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void start_portTaken_saysWhichAndWhatToDo() {
        assertThatThrownBy(() -> ApiFront.start(API, FUNCTIONS, lambda, settings(front.port())))
                .isInstanceOf(PortInUseException.class).hasMessageContaining("Port " + front.port())
                .hasMessageContaining("--port");
    }

    private static ApiDefinition.GatewayResponse own(OptionalInt status, String header, Optional<String> body) {
        return new ApiDefinition.GatewayResponse(status, Map.of(header, "yes"), body);
    }

    private static ApiFront.Settings settings(int port) {
        return new ApiFront.Settings(port, "000000000000", "eu-central-1", PATIENCE, InstantSource.fixed(NOW),
                Optional.empty(), ApiFront.Settings.CONCURRENCY);
    }

    private static FunctionDefinition fixed(String id, String answer) {
        return TestFunctions.function(id, FixedHandler.class, Duration.ofSeconds(10), Map.of("ANSWER", answer),
                route("GET", "/" + id));
    }

    private static ApiRoute route(String method, String path) {
        return new ApiRoute("route", method, path, Optional.empty());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private static JsonNode event(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("event");
    }

    /** What an HTTP client would refuse to send. */
    private static String raw(String request) throws IOException {
        return rawAll(request).lines().findFirst().orElse("");
    }

    /** Until the server ends the connection. */
    private static String rawAll(String request) throws IOException {
        try (var socket = new java.net.Socket("127.0.0.1", front.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every path of a document with the type of its value; header and client details are not compared by value. */
    private static Map<String, String> shape(JsonNode node) {
        var shape = new TreeMap<String, String>();
        shape("", node, shape);
        return shape;
    }

    private static void shape(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(entry -> shape(path + "/" + entry.getKey(), entry.getValue(), into));
        } else {
            into.put(path, node.getNodeType().toString());
        }
    }
}
