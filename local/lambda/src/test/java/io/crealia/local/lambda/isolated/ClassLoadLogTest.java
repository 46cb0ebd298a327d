package io.crealia.local.lambda.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClassLoadLogTest {

    @Test
    void shares_timeUntilTheNextClassIsTheLibrarysOfTheClassBefore() {
        var shares = ClassLoadLog.shares(List.of("[100ns] java.lang.Object source: shared objects file",
                "[200ns] com.amazonaws.A source: file:/repo/aws-lambda-java-core-1.4.0.jar",
                "[300ns] com.mongodb.A source: file:/task/lib/mongodb-driver-core-5.14.0.jar",
                "[350ns] java.util.X source: jrt:/java.base", "[700ns] io.crealia.A source: file:/task/",
                "[800ns] io.crealia.B source: file:/task/", "not a line of it",
                "[900ns] io.crealia.C source: file:/task/lib/crealia-platform-0.1.0-SNAPSHOT.jar",
                "[1000ns] io.crealia.D source: file:/task/lib/crealia-platform-0.1.0-SNAPSHOT.jar"));

        assertThat(shares.keySet()).containsExactly("mongodb-driver-core", "JVM and runtime interface client",
                "the function's own classes", "crealia-platform");
        assertThat(shares).contains(entry("mongodb-driver-core", 0.4));
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(1, Offset.offset(1e-9));
    }

    @Test
    void shares_nothingLogged_areNone() {
        assertThat(ClassLoadLog.shares(List.of())).isEmpty();
    }

    @Test
    void option_writesAFilePerProcess() {
        assertThat(ClassLoadLog.option(java.nio.file.Path.of("/logs"))).contains("/logs/%p.log")
                .contains("uptimenanos");
    }
}
