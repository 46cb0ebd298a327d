package io.crealia.local.lambda.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentPackageTest {

    @TempDir
    static Path folder;
    private static DeploymentPackage code;

    @BeforeAll
    static void unpack() throws IOException {
        code = DeploymentPackage.unpack(TestPackage.write(folder), folder.resolve("cache"));
    }

    @Test
    void unpack_sameBytes_onceAndByDigest() throws IOException {
        var again = DeploymentPackage.unpack(code.zip(), folder.resolve("cache"));

        assertThat(again).isEqualTo(code);
        assertThat(code.sha256()).hasSize(64).isEqualTo(DeploymentPackage.sha256(code.zip()));
        assertThat(code.taskRoot()).isDirectoryContaining(path -> path.endsWith("lib"));
    }

    @Test
    void prune_deletesWhatOtherZipsLeftAndNothingElse() throws IOException {
        var cache = folder.resolve("pruned");
        var kept = DeploymentPackage.unpack(code.zip(), cache);
        var old = Files.createDirectories(cache.resolve("0".repeat(64)).resolve("lib")).getParent();
        var other = Files.createDirectories(cache.resolve("runtime"));

        DeploymentPackage.prune(cache, List.of(kept));

        assertThat(old).doesNotExist();
        assertThat(kept.taskRoot()).isDirectoryContaining(path -> path.endsWith("lib"));
        assertThat(other).isDirectory();
    }

    @Test
    void unpack_entryOutsideItsFolder_isRefused() throws IOException {
        var zip = folder.resolve("evil.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../../evil.txt"));
            out.write(1);
        }

        assertThatThrownBy(() -> DeploymentPackage.unpack(zip, folder.resolve("cache")))
                .isInstanceOf(IOException.class).hasMessageContaining("evil.zip")
                .hasMessageContaining("../../evil.txt");
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void unpack_noSuchZip_saysToBuildIt() {
        assertThatThrownBy(() -> DeploymentPackage.unpack(folder.resolve("none.zip"), folder))
                .isInstanceOf(NoSuchFileException.class).hasMessageContaining("none.zip")
                .hasMessageContaining("build it first");
    }
}
