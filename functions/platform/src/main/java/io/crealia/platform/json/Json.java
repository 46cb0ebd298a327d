package io.crealia.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON codec: Jackson's tree model, without data binding (docs/decisions/0003). Strict: duplicate keys, text
 * after the value, more than 64 levels or 10 MB are refused.
 */
public final class Json {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int MAX_DEPTH = 64;
    private static final long MAX_LENGTH = 10_000_000;
    /** Brackets, names and values of one request: captions of three hours have some 50,000. */
    private static final long MAX_REQUEST_TOKENS = 100_000;
    private static final JsonFactory ANY = factory(constraints().build());
    private static final JsonFactory REQUESTS = factory(constraints().maxTokenCount(MAX_REQUEST_TOKENS).build());

    private Json() {}

    private static StreamReadConstraints.Builder constraints() {
        return StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxDocumentLength(MAX_LENGTH);
    }

    private static JsonFactory factory(StreamReadConstraints constraints) {
        return JsonFactory.builder().streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** @throws MalformedJsonException if {@code text} is not one JSON value within the limits */
    public static JsonNode parse(String text) {
        try (var parser = ANY.createParser(text)) {
            return JsonTree.read(parser);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** @throws MalformedJsonException if {@code bytes} are not one JSON value within the limits */
    public static JsonNode parse(byte[] bytes) {
        try (var parser = ANY.createParser(bytes)) {
            return JsonTree.read(parser);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * What a stranger sent: UTF-8 without byte order mark (RFC 8259, 8.1), and few enough values to be held as a tree.
     *
     * @throws MalformedJsonException if {@code bytes} are not one JSON value within the limits
     */
    public static JsonNode parseRequest(byte[] bytes) {
        var text = text(bytes);
        try (var parser = REQUESTS.createParser(text)) {
            var value = JsonTree.read(parser);
            // Jackson skips the mark, and takes nothing for a value that is missing.
            if (text.indexOf(BYTE_ORDER_MARK) == 0 || value.isMissingNode()) {
                throw new MalformedJsonException("not one JSON value");
            }
            return value;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("not UTF-8");
        }
    }

    /** @throws MalformedJsonException if the stream is not one JSON value within the limits */
    public static JsonNode parse(InputStream stream) {
        try (var parser = ANY.createParser(stream)) {
            return JsonTree.read(parser);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** A value that is missing is no text. */
    public static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "";
        }
        var out = new StringWriter();
        try (var generator = ANY.createGenerator(out)) {
            JsonTree.write(node, generator);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree is always writable", e);
        }
        return out.toString();
    }

    public static byte[] bytes(JsonNode node) {
        var out = new ByteArrayOutputStream();
        try (var generator = ANY.createGenerator(out, JsonEncoding.UTF8)) {
            JsonTree.write(node, generator);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree is always writable", e);
        }
        return out.toByteArray();
    }

    private static MalformedJsonException malformed(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return new MalformedJsonException("JSON with too many levels or values, or too long a number");
        }
        // Jackson's own message may quote the input, so only the place is kept.
        var where = e instanceof JsonProcessingException p && p.getLocation() != null
                ? " near line " + p.getLocation().getLineNr() + ", column " + p.getLocation().getColumnNr()
                : "";
        return new MalformedJsonException("not well-formed JSON" + where);
    }
}
