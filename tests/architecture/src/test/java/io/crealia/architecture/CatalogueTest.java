package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.platform.log.LogField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is documented is what the code has, and the other way round. */
class CatalogueTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern REASON = Pattern.compile("(?m)^- `([^`]+)`");
    private static final Pattern REASON_LITERAL = Pattern
            .compile(
                    "\"((?:upload|workflow|media|transcode|stills|verify|highlights|ai)\\.[a-z_]+|step\\.(?!state)[a-z_]+|captions\\.(?!vtt|srt|json)[a-z_]+)\"");
    private static final Pattern LOG_FIELD = Pattern.compile("LogField\\.([A-Z_]+)\\.of\\(");
    private static final Pattern VARIABLE = Pattern.compile("\"(CREALIA_[A-Z0-9_]+)\"");

    @Test
    void errorCodes_documentedExactly() throws ReflectiveOperationException {
        var documented = Sources.in(Sources.ROOT.resolve("docs/errors.md"), FIRST_CELL);
        assertThat(documented).isEqualTo(ErrorCodes.all().keySet());
    }

    @Test
    void reasonCodes_documentedExactly() throws ReflectiveOperationException {
        var documented = Sources.in(Sources.ROOT.resolve("docs/errors.md"), REASON);
        var used = new TreeSet<>(main("functions", REASON_LITERAL));
        used.removeAll(ErrorCodes.all().keySet());
        assertThat(documented).isEqualTo(used);
    }

    @Test
    void environmentVariables_documentedExactly() {
        var documented = new TreeSet<>(Sources.in(Sources.ROOT.resolve("docs/configuration.md"), FIRST_CELL));
        documented.removeIf(variable -> !variable.startsWith("CREALIA_"));
        var read = new TreeSet<>(main("functions", VARIABLE));
        read.addAll(main("local", VARIABLE));
        read.addAll(Sources.in(Sources.ROOT.resolve("crealia"), Pattern.compile("\\b(CREALIA_[A-Z_]+)\\b")));
        assertThat(documented).isEqualTo(read);
    }

    @Test
    void logFields_documentedExactlyAndUsed() {
        var fields = Arrays.stream(LogField.values()).map(LogField::wireName).collect(Collectors.toSet());
        assertThat(Sources.in(Sources.ROOT.resolve("docs/logging.md"), FIRST_CELL)).isEqualTo(fields);
        assertThat(main("functions", LOG_FIELD)).extracting(name -> name.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    private static Set<String> main(String folder, Pattern pattern) {
        var found = new TreeSet<String>();
        try (var modules = Files.list(Sources.ROOT.resolve(folder))) {
            modules.map(module -> folder + "/" + module.getFileName() + "/src/main")
                    .forEach(sources -> found.addAll(Sources.inJava(sources, pattern)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
