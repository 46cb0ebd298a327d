package io.crealia.local.lambda.isolated;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crac.Core;

/** A deployable zip of the test handlers, laid out as Maven lays out the functions'. */
final class TestPackage {

    private TestPackage() {}

    static Path write(Path folder) {
        var zip = folder.resolve("handlers.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            var classes = location(TestPackage.class);
            try (var files = Files.walk(classes.resolve("io/crealia/local/lambda/handler"))) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(out, classes.relativize(file).toString(), file);
                }
            }
            add(out, "lib/crac.jar", location(Core.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip;
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, (OutputStream) zip);
        zip.closeEntry();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
