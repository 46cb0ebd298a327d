package io.crealia.testkit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.testkit.foreign.ForeignServers.Absent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignServersTest {
    @TempDir
    private Path folder;

    private String program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return folder.toString();
    }

    @Test
    void start_notOnThePath_isAbsentByName() {
        assertThat(ForeignProgram.moto(folder.toString()))
                .isEqualTo(new Absent("not installed: no moto_server on the PATH"));
        assertThat(ForeignProgram.redis("")).isEqualTo(new Absent("not installed: no redis-server on the PATH"));
    }

    @Test
    void start_programThatEnds_isAbsentWithWhatItSaid() throws IOException {
        var path = program("moto_server", "echo cannot import flask; exit 1");

        assertThat(ForeignProgram.moto(path)).isEqualTo(new Absent("does not start: cannot import flask"));
    }

    @Test
    void read_reportsOfAllModules_areOneLinePerServerAndReason() throws IOException {
        for (var group : new String[]{"functions", "local", "tests"}) {
            Files.createDirectories(folder.resolve(group));
        }
        var one = Files.createDirectories(folder.resolve("functions/assets/target"));
        var other = Files.createDirectories(folder.resolve("tests/testkit/target"));
        Files.writeString(one.resolve("foreign-servers.txt"),
                "MOTO\tForeignMediaTest$Moto\tran\nLOCALSTACK\tForeignMediaTest$LocalStack\tno engine\n");
        Files.writeString(other.resolve("foreign-servers.txt"),
                "MOTO\tForeignMessageSenderTest$Moto\tran\nREDIS\tForeignRedisBucketsTest\tnot installed\n");

        var text = ForeignReport.text(ForeignReport.read(folder));

        assertThat(text.lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("localstack/localstack").contains("skipped", "1 suites: no engine"),
                line -> assertThat(line).startsWith("moto_server").contains("ran", "2 suites",
                        "ForeignMediaTest$Moto, ForeignMessageSenderTest$Moto"),
                line -> assertThat(line).startsWith("redis-server").contains("skipped", "not installed"));
    }
}
