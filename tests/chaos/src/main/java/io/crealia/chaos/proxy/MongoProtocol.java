package io.crealia.chaos.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * MongoDB's wire protocol (specification "OP_MSG"): a header of 16 bytes, flags, and a section of kind 0 whose document
 * begins with the command and its collection. Other messages are {@code mongo.other}.
 */
public final class MongoProtocol implements Protocol {
    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    private static final int LONGEST = 64 * 1024 * 1024;
    private static final byte STRING = 2;
    /** Flags, kind of the section, length of the document. */
    private static final int BEFORE_COMMAND = HEADER + 4 + 1 + 4;

    @Override
    public Optional<Request> next(InputStream in) throws IOException {
        var header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER) {
            throw new EOFException("the connection ended within the header of a message");
        }
        var length = little(header).getInt(0);
        if (length < HEADER || length > LONGEST) {
            throw new IOException("expected a message of " + HEADER + " to " + LONGEST + " bytes, was " + length);
        }
        var whole = Arrays.copyOf(header, length);
        if (in.readNBytes(whole, HEADER, length - HEADER) < length - HEADER) {
            throw new EOFException("the connection ended within a message");
        }
        return Optional.of(new Request(name(whole), whole, 0));
    }

    private static String name(byte[] message) {
        if (little(message).getInt(12) != OP_MSG || message.length <= BEFORE_COMMAND || message[HEADER + 4] != 0) {
            return "mongo.other";
        }
        var type = message[BEFORE_COMMAND];
        var end = BEFORE_COMMAND + 1;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        var command = "mongo." + text(message, BEFORE_COMMAND + 1, end);
        // A string is its length, counted with its final zero, and its bytes.
        if (type != STRING || end + 5 > message.length) {
            return command;
        }
        var size = little(message).getInt(end + 1);
        return size < 1 || end + 5 + size > message.length
                ? command
                : command + "." + text(message, end + 5, end + 4 + size);
    }

    private static String text(byte[] message, int from, int to) {
        return new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
