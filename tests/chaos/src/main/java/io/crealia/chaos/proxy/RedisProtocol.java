package io.crealia.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Redis: whatever comes in one piece, which may be several commands, named by the first. */
public final class RedisProtocol implements Protocol {
    private static final int PIECE = 64 * 1024;
    private static final int LOOKED_AT = 64;
    private static final Pattern COMMAND = Pattern.compile("^\\*\\d+\r\n\\$\\d+\r\n(\\w+)\r\n");

    @Override
    public Optional<Request> next(InputStream in) throws IOException {
        var buffer = new byte[PIECE];
        var read = in.read(buffer);
        if (read < 0) {
            return Optional.empty();
        }
        var command = COMMAND
                .matcher(new String(buffer, 0, Math.min(read, LOOKED_AT), StandardCharsets.ISO_8859_1));
        return Optional.of(new Request(
                "redis." + (command.find() ? command.group(1).toUpperCase(Locale.ROOT) : "other"),
                Arrays.copyOf(buffer, read), 0));
    }
}
