package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which bytes are deployed. */
@Command(name = "digest", description = "Prints SHA-256, size and path of each deployable zip.", mixinStandardHelpOptions = true, footer = {
        "",
        "Two builds of one commit give the same digests: ./crealia digest --verify builds a second time and compares."})
final class DigestCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Override
    public Integer call() throws IOException {
        var packages = Packages.of(options.settings());
        if (options.json()) {
            var json = Json.object();
            var list = json.putArray("packages");
            for (var each : packages) {
                var entry = list.addObject().put("path", each.path()).put("sha256", each.sha256())
                        .put("size_bytes", each.bytes());
                each.functions().forEach(entry.putArray("functions")::add);
            }
            System.out.println(Json.text(json));
        } else {
            packages.forEach(each -> System.out.println(each.line()));
        }
        return Exit.OK;
    }
}
