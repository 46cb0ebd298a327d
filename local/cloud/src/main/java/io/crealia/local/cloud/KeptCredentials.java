package io.crealia.local.cloud;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key pair of a data directory, made at its first start. */
final class KeptCredentials {

    private KeptCredentials() {}

    static Credentials in(Path dataDirectory) {
        Path file = dataDirectory.resolve("credentials");
        String[] lines = SecretFile.readOrCreate(file, KeptCredentials::generate).strip().split("\\R");
        if (lines.length != 2) {
            throw new CloudStartException(
                    file + " must hold the access key id and the secret on two lines: delete it to have new ones made");
        }
        return new Credentials(lines[0], lines[1]);
    }

    private static String generate() {
        var random = new SecureRandom();
        var id = new StringBuilder("AKLOCAL");
        for (int i = 0; i < 13; i++) {
            id.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
        }
        byte[] secret = new byte[30];
        random.nextBytes(secret);
        return id + "\n" + Base64.getUrlEncoder().encodeToString(secret) + "\n";
    }
}
