package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.privacy.adapter.Ed25519Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proofs of erasure. */
@Command(name = "privacy", subcommands = PrivacyCommand.Verify.class, description = "Checks proofs of erasure.", mixinStandardHelpOptions = true)
final class PrivacyCommand {
    /** Checks a certificate. */
    @Command(name = "verify", description = "Checks the certificate of an erasure and shows what it says.", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Options options;

        @Parameters(paramLabel = "FILE", description = "The certificate, or the answer of GET /v1/privacy/erasures/{id}")
        private Path file;

        @Option(names = "--keys", paramLabel = "FILE", description = "The answer of GET /v1/privacy/certificate-keys. Default: asked of the running edition")
        private Path keys;

        @Override
        public Integer call() throws IOException {
            var signed = certificate(read(file));
            var known = keys();
            if (known.isEmpty()) {
                System.err.println(StatusCommand.NOT_RUNNING);
                return Exit.ENVIRONMENT;
            }
            var verified = Ed25519Seal.verifiedBy(signed, known.get());
            if (verified.isEmpty()) {
                System.err.println("crealia: this is no certificate of ours, or it was changed");
                return Exit.NOT_READY;
            }
            System.out.println(options.json() ? Json.text(verified.get()) : verified.get().toPrettyString());
            return Exit.OK;
        }

        private Optional<JsonNode> keys() throws IOException {
            if (keys != null) {
                return Optional.of(Json.parse(read(keys)));
            }
            try (var session = Session.join(options.settings()).orElse(null)) {
                return Optional.ofNullable(session).map(joined -> joined.api().get("/v1/privacy/certificate-keys"));
            }
        }

        private static String certificate(String text) {
            try {
                return Json.parse(text).path("certificate").asText();
            } catch (MalformedJsonException e) {
                return text;
            }
        }

        private static String read(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(file + ": there is no such file");
            }
            return Files.readString(file);
        }
    }
}
