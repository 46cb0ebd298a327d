package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no edition runs, the commands start the stores of the data folder and end them again. */
class BackupWithoutEditionTest {
    @TempDir
    private Path home;

    @Test
    void backupAndDrill_ofAFreshFolder_work() {
        assertThat(Main.run("backup", "--home", home.toString())).isEqualTo(Exit.OK);
        assertThat(Main.run("backups", "--home", home.toString())).isEqualTo(Exit.OK);
        assertThat(Main.run("restore", "--drill", "--home", home.toString())).isEqualTo(Exit.OK);
        assertThat(RunFile.read(home)).isEmpty();
    }
}
