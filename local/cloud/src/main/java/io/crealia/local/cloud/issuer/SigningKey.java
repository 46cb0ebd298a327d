package io.crealia.local.cloud.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.crealia.local.cloud.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.concurrent.CompletableFuture;

/** The issuer's RS256 key pair: made once, so that tokens stay valid over a restart. */
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    /**
     * Reads the key at once, so that a damaged file stops the start. A new one is made aside: finding two primes takes 0.2
     * to 2 s, which nobody needs to wait for before the first token.
     */
    static CompletableFuture<RSAKey> in(Path directory) {
        Path file = directory.resolve("signing-key.json");
        return Files.exists(file)
                ? CompletableFuture.completedFuture(read(file))
                : CompletableFuture.supplyAsync(() -> read(file), task -> Thread.ofVirtual().start(task));
    }

    private static RSAKey read(Path file) {
        try {
            return RSAKey.parse(SecretFile.readOrCreate(file, SigningKey::generate));
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is not a JSON Web Key: delete it to have a new one made", e);
        }
    }

    private static String generate() {
        try {
            return new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("No RSA key can be generated", e);
        }
    }
}
