package io.crealia.local.lambda.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLoadLogTest {

    @Test
    void shares_timeUntilTheNextClassIsTheLibrarysOfTheClassBefore() {
        var shares = ClassLoadLog.shares(List.of("[100ns] java.lang.Object source: shared objects file",
                "[200ns] com.amazonaws.A source: file:/repo/aws-lambda-java-core-1.4.0.jar",
                "[300ns] com.mongodb.A source: file:/task/lib/mongodb-driver-core-5.14.0.jar",
                "[350ns] java.util.X source: jrt:/java.base", "[700ns] io.crealia.A source: file:/task/",
                "[800ns] io.crealia.B source: file:/task/", "not a line of it",
                "[900ns] io.crealia.C source: file:/task/lib/crealia-platform-0.1.0-SNAPSHOT.jar",
                "[1000ns] io.crealia.D source: file:/task/lib/crealia-platform-0.1.0-SNAPSHOT.jar"), _ -> "");

        assertThat(shares.keySet()).containsExactly("mongodb-driver-core", "JVM and runtime interface client",
                "the function's own classes", "crealia-platform");
        assertThat(shares).contains(entry("mongodb-driver-core", 0.4));
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(1, Offset.offset(1e-9));
    }

    /** As the zips have them: every library at the root, as classes. */
    @Test
    void shares_classOfNoJar_isOfTheLibraryThatTheClassPathSays() {
        var shares = ClassLoadLog.shares(List.of("[100ns] com.mongodb.A source: file:/task/",
                "[300ns] com.amazonaws.A source: file:/task/", "[400ns] io.crealia.A source: file:/task/",
                "[500ns] java.util.X source: jrt:/java.base"),
                type -> type.startsWith("com.mongodb")
                        ? "mongodb-driver-core-5.14.0.jar"
                        : type.startsWith("com.amazonaws") ? "aws-lambda-java-core-1.4.0.jar" : "");

        assertThat(shares).containsOnly(entry("mongodb-driver-core", 0.4), entry("the function's own classes", 0.2),
                entry("JVM and runtime interface client", 0.4));
    }

    @Test
    void shares_ofALog_lookIntoTheClassPath(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("7.log"), List.of("[100ns] org.junit.jupiter.api.Test source: file:/task/",
                "[300ns] no.such.Type source: file:/task/", "[400ns] java.lang.Object source: jrt:/java.base"));

        assertThat(ClassLoadLog.shares(folder, 7)).containsOnly(entry("junit-jupiter-api", 0.5),
                entry("the function's own classes", 0.25), entry("JVM and runtime interface client", 0.25));
    }

    @Test
    void shares_nothingLogged_areNone() {
        assertThat(ClassLoadLog.shares(List.of(), _ -> "")).isEmpty();
    }

    @Test
    void option_writesAFilePerProcess() {
        assertThat(ClassLoadLog.option(Path.of("/logs"))).contains("/logs/%p.log")
                .contains("uptimenanos");
    }
}
