package io.crealia.local.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.observability.dashboard.Screenshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
    @TempDir
    Path folder;

    private Path program(String name) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void find_missing_namesEachAndTheCommand() throws IOException {
        program("prometheus");
        Files.writeString(folder.resolve("alertmanager"), "not executable");
        var path = new SearchPath(List.of(folder));

        assertThatThrownBy(() -> Programs.find(path)).isInstanceOf(MissingProgramException.class)
                .hasMessageContaining("not on the PATH: pushgateway, alertmanager.")
                .hasMessageContaining("apt-get install --no-install-recommends prometheus prometheus-pushgateway"
                        + " prometheus-alertmanager");
        assertThatThrownBy(() -> Screenshot.by(path)).isInstanceOf(MissingProgramException.class)
                .hasMessageContaining("apt-get install chromium");
    }

    @Test
    void find_debiansNamesAndTheirMakers_bothCount() throws IOException {
        var prometheus = program("prometheus");
        var debian = program("prometheus-pushgateway");
        var maker = program("alertmanager");

        assertThat(Programs.find(new SearchPath(List.of(folder.resolve("none"), folder))))
                .isEqualTo(new Programs(prometheus, debian, maker));
    }
}
