package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.Secret;
import io.crealia.privacy.adapter.Ed25519Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandTest {
    private final Ed25519Seal seal = new Ed25519Seal(
            () -> new Secret(Base64.getEncoder().encodeToString(new byte[32])));

    @TempDir
    Path folder;

    private int verify(String certificate) throws IOException {
        var file = Files.writeString(folder.resolve("certificate"), certificate);
        var keys = Files.writeString(folder.resolve("keys.json"), Json.text(seal.publicKeys()));
        return Main.run("privacy", "verify", file.toString(), "--keys", keys.toString(), "--home", folder.toString());
    }

    @Test
    void verify_ownCertificate_isShown() throws IOException {
        var signed = seal.sign(Json.object().put("erasure_id", "era_1"));

        assertThat(verify(signed)).isEqualTo(Exit.OK);
        assertThat(verify(Json.text(Json.object().put("state", "certified").put("certificate", signed))))
                .isEqualTo(Exit.OK);
    }

    @Test
    void verify_changedOrForeign_isRefused() throws IOException {
        var signed = seal.sign(Json.object().put("erasure_id", "era_1"));
        var foreign = new Ed25519Seal(
                () -> new Secret(Base64.getEncoder().encodeToString("x".repeat(32).getBytes(StandardCharsets.UTF_8))))
                .sign(Json.object().put("erasure_id", "era_1"));

        assertThat(verify(signed.replace(signed.charAt(60), signed.charAt(60) == 'A' ? 'B' : 'A')))
                .isEqualTo(Exit.NOT_READY);
        assertThat(verify(foreign)).isEqualTo(Exit.NOT_READY);
        assertThat(verify("")).isEqualTo(Exit.NOT_READY);
    }
}
