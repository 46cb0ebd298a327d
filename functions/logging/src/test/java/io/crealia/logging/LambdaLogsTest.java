package io.crealia.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

class LambdaLogsTest {
    private final PrintStream before = System.out;
    private final List<String> writes = new ArrayList<>();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        }, false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
        ThreadFields.set(Map.of());
    }

    private static Logger logger(String level, String name) {
        return new LambdaLogs(level).getLoggerFactory().getLogger(name);
    }

    @Test
    void ourLine_isPrintedAsItIs_inOneWrite() {
        var line = "{\"message\":\"" + "ä".repeat(20_000) + "\"}";

        logger(null, "io.crealia.uploads.Some").info(line);

        assertThat(writes).containsExactly(line + "\n");
    }

    @Test
    void libraryWarning_isALineWithTheThreadsFields() {
        ThreadFields.set(Map.of("asset_id", "ast_1"));

        logger(null, "org.mongodb.driver").warn("{} of {}", 1, 2, new IllegalStateException("gone"));

        assertThat(writes).singleElement().asString().startsWith("{\"level\":\"WARN\",\"message\":\"1 of 2\",\"error\":"
                + "{\"message\":\"gone\",").endsWith("\"asset_id\":\"ast_1\"}\n");
    }

    @ParameterizedTest
    @CsvSource({", INFO, WARN", "INFO, INFO, WARN", "debug, DEBUG, WARN", "TRACE, TRACE, WARN", "WARN, WARN, WARN",
            "ERROR, ERROR, ERROR", "FATAL, ERROR, ERROR", "loud, INFO, WARN"})
    void level_ofTheFunction_isTheLeastThatIsPrinted(String configured, String ours, String libraries) {
        assertThat(least(logger(configured, "io.crealia.Some"))).isEqualTo(ours);
        assertThat(least(logger(configured, "software.amazon.Some"))).isEqualTo(libraries);
    }

    private static String least(Logger logger) {
        return logger.isTraceEnabled()
                ? "TRACE"
                : logger.isDebugEnabled()
                        ? "DEBUG"
                        : logger.isInfoEnabled()
                                ? "INFO"
                                : logger.isWarnEnabled() ? "WARN" : logger.isErrorEnabled() ? "ERROR" : "none";
    }

    @Test
    void threadsFields_areNotThoseOfAThreadThatItStarts() throws InterruptedException {
        ThreadFields.set(Map.of("asset_id", "ast_1"));
        var seen = new ArrayList<Map<String, String>>();
        var thread = new Thread(() -> seen.add(ThreadFields.get()));

        thread.start();
        thread.join();

        assertThat(seen).containsExactly(Map.of());
        assertThat(ThreadFields.get()).containsEntry("asset_id", "ast_1");
    }
}
