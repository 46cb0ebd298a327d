package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class FailureCodeTest {
    private static final Pattern ROW = Pattern
            .compile("(?m)^- `((?:media|transcode|stills|verify|step)\\.[a-z_]+)` \\((reject|retry|permanent)\\):");

    @Test
    void codes_documentedExactly() throws IOException {
        var catalogue = Files.readString(Path.of(System.getProperty("crealia.root"), "docs/errors.md"));
        var documented = ROW.matcher(catalogue).results().map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(Arrays.stream(FailureCode.values())
                .map(code -> code.value() + " " + code.kind().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
