package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crealia.testkit.foreign.ForeignReport;
import io.crealia.testkit.foreign.ForeignServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** This is the last module: says which contract suites ran on servers of others, and which did not and why. */
@Order(Integer.MAX_VALUE)
class ForeignSummaryTest {
    @Test
    void suitesOnForeignServers_areTold() {
        var root = Path.of(System.getProperty("crealia.root"));
        assumeTrue(Files.exists(root.resolve("tests/testkit/target/foreign-servers.txt")),
                "the test kit was not built");
        var rows = ForeignReport.read(root);
        System.out.print("Contract suites on servers of others, as of each module's last run\n"
                + ForeignReport.text(rows));
        // In a whole build the test kit alone has a suite for each.
        assumeTrue(System.getProperty("test") == null, "only some of the classes were asked for");
        assertThat(rows.keySet()).as("after a run of the whole build").containsExactly(ForeignServer.values());
    }
}
